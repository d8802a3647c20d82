/** An identifier, always quoted: reserved words, upper case, blanks and dots need no thought. */
export const quoteName = (name) => `"${name.replaceAll('"', '""')}"`;
export const quoteNames = (names) => names.map(quoteName).join(', ');
/** A string literal, whatever standard_conforming_strings says. */
export function quoteText(value) {
    const quoted = `'${value.replaceAll("'", "''")}'`;
    return value.includes('\\') ? ` E${quoted.replaceAll('\\', '\\\\')}` : quoted;
}
