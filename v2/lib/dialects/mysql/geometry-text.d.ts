/** EWKT of a stored geometry. */
export declare function geometryText(stored: Buffer): string;
