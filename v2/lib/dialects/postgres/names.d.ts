/** PostgreSQL cuts longer names off without an error. */
export declare const longestName = 63;
/** Names of tables and columns are kept or refused: a shortened one would be another table. */
export declare function checkName(name: string, what: string): void;
/** A name that is not in `used`, and joins it; shortened and told apart by a hash where it must be. */
export declare function uniqueName(wanted: string, used: Set<string>, context: string): string;
