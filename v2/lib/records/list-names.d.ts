/** Names for a message: so many at most, and how many there are in all where that is more. */
export declare const listNames: (names: readonly string[], most: number) => string;
