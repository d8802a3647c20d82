/** Byte values of the characters that the canonical form is made of. */
export declare const ascii: {
    readonly nul: 0;
    readonly backspace: 8;
    readonly tab: 9;
    readonly lf: 10;
    readonly formFeed: 12;
    readonly cr: 13;
    readonly space: 32;
    readonly quote: 34;
    readonly dollar: 36;
    readonly plus: 43;
    readonly comma: 44;
    readonly minus: 45;
    readonly dot: 46;
    readonly slash: 47;
    readonly zero: 48;
    readonly nine: 57;
    readonly colon: 58;
    readonly semicolon: 59;
    readonly upperE: 69;
    readonly upperN: 78;
    readonly upperT: 84;
    readonly upperZ: 90;
    readonly openBracket: 91;
    readonly backslash: 92;
    readonly closeBracket: 93;
    readonly b: 98;
    readonly e: 101;
    readonly f: 102;
    readonly n: 110;
    readonly r: 114;
    readonly t: 116;
    readonly u: 117;
    readonly openBrace: 123;
    readonly closeBrace: 125;
};
export declare const isDigit: (byte: number) => boolean;
/** Lower-case hexadecimal digits, by value. */
export declare const hexDigits: Uint8Array;
/** The value of a hexadecimal digit's byte, 255 for any other byte. */
export declare const hexValues: Uint8Array;
