/** A name of a table or column, whatever is in it. */
export declare const quoteName: (name: string) => string;
export declare const quoteText: (text: string) => string;
/** As quoteText, in parentheses where the text holds U+0000, at which SQLite would end the statement. */
export declare const quoteAnyText: (text: string) => string;
