import { ascii } from '../../canonical/ascii.js';
import { byteOfEscape, hexUnit, isHighSurrogate, isLowSurrogate, lowUnitAfter, } from '../../canonical/json-escapes.js';
import { Refusal } from './refusal.js';
/*
 * Text with backslash escapes that means the same between the quotes of an SQL literal and as a field of LOAD
 * DATA (FIELDS TERMINATED BY '\t' ESCAPED BY '\\' LINES TERMINATED BY '\n'): one form for both ways in.
 */
/** The letter after the backslash, by byte; 0 for a byte that stands for itself. */
const escapes = (() => {
    const table = new Uint8Array(256);
    table[ascii.nul] = ascii.zero;
    table[ascii.tab] = ascii.t;
    table[ascii.lf] = ascii.n;
    table[ascii.cr] = ascii.r;
    table[ascii.backslash] = ascii.backslash;
    table[0x27] = 0x27;
    return table;
})();
/** Bytes as they are. */
export function writeEscaped(out, source, start, end) {
    let clean = start;
    for (let i = start; i < end; i++) {
        const letter = escapes[source[i]];
        if (letter === 0)
            continue;
        out.copy(source, clean, i);
        out.byte(ascii.backslash);
        out.byte(letter);
        clean = i + 1;
    }
    out.copy(source, clean, end);
}
/** The text that a JSON string's content with escapes says. Refuses lone surrogates: UTF-8 has none. */
export function writeUnescaped(out, source, start, end) {
    let clean = start;
    let i = start;
    while (i < end) {
        const byte = source[i];
        if (byte !== ascii.backslash && escapes[byte] === 0) {
            i++;
            continue;
        }
        out.copy(source, clean, i);
        i = byte === ascii.backslash ? writeEscape(out, source, i, end) : writeOne(out, byte, i);
        clean = i;
    }
    out.copy(source, clean, end);
}
function writeOne(out, byte, at) {
    writeEscapedByte(out, byte);
    return at + 1;
}
function writeEscapedByte(out, byte) {
    const letter = escapes[byte];
    if (letter !== 0)
        out.byte(ascii.backslash);
    out.byte(letter === 0 ? byte : letter);
}
/** The escape at `at`; returns the position after it. */
function writeEscape(out, source, at, end) {
    const letter = source[at + 1];
    if (letter !== ascii.u) {
        const byte = byteOfEscape[letter];
        if (byte === 0 || at + 2 > end)
            throw new Refusal('is not valid JSON: it has an unknown escape');
        writeEscapedByte(out, byte);
        return at + 2;
    }
    const unit = hexUnit(source, at + 2, end);
    if (unit < 0)
        throw new Refusal('is not valid JSON: it has a broken \\u escape');
    if (unit < 0x80) {
        writeEscapedByte(out, unit);
        return at + 6;
    }
    if (!isHighSurrogate(unit) && !isLowSurrogate(unit)) {
        out.utf8(String.fromCharCode(unit));
        return at + 6;
    }
    const low = isHighSurrogate(unit) ? lowUnitAfter(source, at, end) : -1;
    if (low < 0)
        throw new Refusal('has half of a surrogate pair, which UTF-8 cannot hold');
    out.utf8(String.fromCharCode(unit, low));
    return at + 12;
}
