/** Which of the two servers it is, and what follows from that. */
export interface Flavor {
    readonly engine: 'mysql' | 'mariadb';
    /** `10.11.19`, `9.7.4`. */
    readonly version: string;
    /** The collation that tells any two texts apart and counts trailing blanks: for text made from other engines. */
    readonly binaryCollation: string;
    /** It orders as the bytes do, so that an index can be read in dump order. */
    readonly byteOrderedCollations: ReadonlySet<string>;
    /** A JSON type that keeps only a document's value; elsewhere JSON is a checked text. */
    readonly hasBinaryJson: boolean;
    /** Of floats. */
    readonly hasNegativeZero: boolean;
    /** Compares a char padded with blanks under any collation. */
    readonly padsChar: boolean;
    /** From users without the privilege TRIGGER. */
    readonly hidesTriggers: boolean;
    /** Unique keys of whole long texts, which it keeps as a hash. */
    readonly hasLongUniques: boolean;
    readonly hasUuid: boolean;
    readonly hasSequences: boolean;
    readonly hasInet: boolean;
    readonly hasVector: boolean;
    /** The uca1400 collations. */
    readonly hasUca1400: boolean;
}
export declare function flavorOf(versionText: string): Flavor;
export declare function isAtLeast(version: string, major: number, minor: number): boolean;
