/** Throws Refusal for a text that is none, that has more than two dimensions, or that no server keeps. */
export declare function geometryBytes(text: string): Buffer;
