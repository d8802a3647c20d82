/**
 * A JSON document by its value: keys in order and of duplicates the last, numbers by value and digit for digit (-0 is 0),
 * strings without their escapes. Equal documents give equal texts. Undefined for what is no JSON.
 */
export declare function normalJson(text: string): string | undefined;
