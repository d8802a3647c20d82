/**
 * Why jsonb cannot hold the JSON document in [start, end), or would change it without a word: the server drops the
 * sign of -0 and rounds what has more digits than numeric. Undefined for a document that it takes, and for what is
 * none at all, which it refuses by itself.
 */
export declare function jsonbMisfit(source: Buffer, start: number, end: number): string | undefined;
