/** Removes a folder with all that is in it, though modes forbid to look into it. Idempotent. */
export declare function removeTree(folder: string): Promise<void>;
