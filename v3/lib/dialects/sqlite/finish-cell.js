import { ascii, hexDigits } from '../../canonical/ascii.js';
import { toFixedNotation } from '../../canonical/decode.js';
import { writeFloatValue } from '../../canonical/encode.js';
import { doubleText, fitsSingle } from '../../canonical/float.js';
import { shortenDouble } from '../../canonical/shorten-double.js';
export const finishFloat = (out, page, start, end) => {
    if (!shortenDouble(out, page, start, end))
        writeFloatValue(out, readReal(page, start, end), 64);
};
export const finishSingle = (out, page, start, end) => {
    const value = readReal(page, start, end);
    if (fitsSingle(value))
        return writeFloatValue(out, value, 32);
    out.ascii('{"$real":');
    writeFloatValue(out, value, 64);
    out.byte(ascii.closeBrace);
};
/** A double, as a decimal without exponent, with so many digits after the point at least. */
export const decimalFinisher = (scale) => (out, page, start, end) => {
    const [whole = '', fraction = ''] = toFixedNotation(doubleText(readReal(page, start, end))).split('.');
    const digits = fraction.padEnd(scale, '0');
    out.ascii(digits === '' ? `"${whole}"` : `"${whole}.${digits}"`);
};
/** As SQLite prints it. */
function readReal(page, start, end) {
    const text = page.toString('latin1', start, end);
    if (text === 'Inf')
        return Infinity;
    return text === '-Inf' ? -Infinity : Number(text);
}
/** A text, as a JSON string, that is not in the usual form of its column's type. */
export function writeTaggedText(out, page, start, end) {
    out.ascii('{"$text":');
    out.copy(page, start, end);
    out.byte(ascii.closeBrace);
}
const uuidLength = 36;
export const finishUuid = (out, page, start, end) => {
    if (end - start === uuidLength + 2 && isUuid(page, start + 1))
        out.copy(page, start, end);
    else
        writeTaggedText(out, page, start, end);
};
function isUuid(page, start) {
    if (page[start + 8] !== ascii.minus || page[start + 13] !== ascii.minus)
        return false;
    if (page[start + 18] !== ascii.minus || page[start + 23] !== ascii.minus)
        return false;
    let digits = 0;
    for (let i = start; i < start + uuidLength; i++)
        digits += isLowerHex[page[i]];
    return digits === 32;
}
/** 1 for the bytes of lower-case hexadecimal digits. */
const isLowerHex = (() => {
    const table = new Uint8Array(256);
    for (const byte of hexDigits)
        table[byte] = 1;
    return table;
})();
