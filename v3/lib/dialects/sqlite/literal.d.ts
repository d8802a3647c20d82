/** A word, or a name in double quotes: as a default SQLite takes both for a text, but not in parentheses. */
export declare function literalOf(sql: string): string;
/** The text that quoteAnyText wrote; undefined for any other SQL. */
export declare function textOfLiteral(sql: string): string | undefined;
