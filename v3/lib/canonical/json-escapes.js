import { ascii, hexValues } from './ascii.js';
/** The byte that a letter after a backslash stands for in JSON; 0 for a letter that JSON does not know, and for `u`. */
export const byteOfEscape = (() => {
    const table = new Uint8Array(256);
    table[ascii.quote] = ascii.quote;
    table[ascii.backslash] = ascii.backslash;
    table[ascii.slash] = ascii.slash;
    table[ascii.b] = ascii.backspace;
    table[ascii.f] = ascii.formFeed;
    table[ascii.n] = ascii.lf;
    table[ascii.r] = ascii.cr;
    table[ascii.t] = ascii.tab;
    return table;
})();
/** The UTF-16 unit that the four hexadecimal digits at `at` say; -1 where they are none, or not before `end`. */
export function hexUnit(source, at, end) {
    let unit = 0;
    for (let i = at; i < at + 4; i++) {
        const digit = i < end ? hexValues[source[i]] : 255;
        if (digit === 255)
            return -1;
        unit = (unit << 4) | digit;
    }
    return unit;
}
export const isHighSurrogate = (unit) => unit >= 0xd800 && unit < 0xdc00;
export const isLowSurrogate = (unit) => unit >= 0xdc00 && unit < 0xe000;
/** The low half after the `\uxxxx` at `at`, where that says a high one; -1 where none follows. */
export function lowUnitAfter(source, at, end) {
    if (source[at + 6] !== ascii.backslash || source[at + 7] !== ascii.u)
        return -1;
    const low = hexUnit(source, at + 8, end);
    return isLowSurrogate(low) ? low : -1;
}
