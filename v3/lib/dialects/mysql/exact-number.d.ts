/** Whether a double holds just the number that `text` says (its shortest digits are the same number). */
export declare function isExactDouble(text: string): boolean;
/** The first number in a JSON document that MySQL's JSON type would round: it keeps 64-bit integers and doubles. */
export declare function roundedJsonNumber(document: string): string | undefined;
