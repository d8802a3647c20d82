/** An identifier, always quoted: reserved words, upper case, blanks and dots need no thought. */
export declare const quoteName: (name: string) => string;
export declare const quoteNames: (names: readonly string[]) => string;
/** A string literal, whatever standard_conforming_strings says. */
export declare function quoteText(value: string): string;
