/** A name of a table or column, whatever is in it. */
export const quoteName = (name) => `"${name.replaceAll('"', '""')}"`;
export const quoteText = (text) => `'${text.replaceAll("'", "''")}'`;
/** As quoteText, in parentheses where the text holds U+0000, at which SQLite would end the statement. */
export const quoteAnyText = (text) => text.includes('\0') ? `(${text.split('\0').map(quoteText).join(' || char(0) || ')})` : quoteText(text);
