import { bytesOf, unfit, untagged } from './cast-cell.js';
import { toFixedNotation } from './decode.js';
import { isUnsafeInteger, writeFloatValue } from './encode.js';
import { doubleText, fitsSingle } from './float.js';
import { valueKind } from './record-scanner.js';
const fixedNotation = /^-?(?:0|[1-9]\d*)(?:\.\d+)?$/;
/** A number in fixed notation, without `-0`. Throws Unfit. */
export function readNumber(cell, { dropsZeros, what }) {
    const written = digitsOf(cell) ?? unfit(`is no ${what}`);
    const text = /e/i.test(written) ? toFixedNotation(written) : written;
    if (!fixedNotation.test(text))
        unfit(`is no ${what}`);
    const number = dropsZeros ? withoutZeros(text) : text;
    if (/^-[0.]+$/.test(number))
        unfit(`is -0, which is no ${what}`);
    return number;
}
function digitsOf(cell) {
    if (cell.kind === valueKind.number || cell.kind === valueKind.plainString)
        return bytesOf(cell);
    const tagged = untagged(cell, 'integer') ?? untagged(cell, 'real');
    return tagged === undefined ? undefined : digitsOf(tagged);
}
export const withoutZeros = (text) => (text.includes('.') ? text.replace(/\.?0+$/, '') : text);
/** Whether a number of this column has the same zeros again when they are dropped on the way. */
export const dropsZeros = ({ type, scale }) => type === 'decimal' && scale !== undefined;
/** Writes a number in fixed notation as the column's canonical form has it. Throws Unfit. */
export function numberWriter(column, writing) {
    if (writing.isTagged)
        return writeTagged;
    switch (column.type) {
        case 'integer':
            return (out, text) => {
                if (!text.includes('.'))
                    writeIntegerText(out, text);
                else if (writing.keepsAnyValue)
                    writeTagged(out, text);
                else
                    unfit(writing.unit === undefined ? 'has a fraction' : `has a fraction of a ${writing.unit}`);
            };
        case 'float':
            return (out, text) => writeFloatValue(out, exactFloat(text, column.bits ?? 64), column.bits === 32 ? 32 : 64);
        case 'decimal':
            return (out, text) => out.ascii(`"${padded(text, column.scale)}"`);
        default:
            return (out, text) => out.ascii(`"${text}"`);
    }
}
export function writeIntegerText(out, text) {
    const bytes = Buffer.from(text);
    out.ascii(isUnsafeInteger(bytes, 0, bytes.length) ? `"${text}"` : text);
}
const writeTagged = (out, text) => {
    const isReal = text.includes('.');
    out.ascii(isReal ? '{"$real":' : '{"$integer":');
    if (isReal)
        writeFloatValue(out, exactFloat(text, 64), 64);
    else
        writeIntegerText(out, text);
    out.ascii('}');
};
/** The double whose shortest digits are these. */
export function exactFloat(text, bits) {
    const value = Number(text);
    if (toFixedNotation(doubleText(value)) !== text)
        unfit('has more digits than a float keeps');
    if (bits === 32 && !fitsSingle(value))
        unfit('has more digits than a float of 32 bits keeps');
    return value;
}
/** With the zeros that a declared scale gives. */
function padded(text, scale) {
    if (scale === undefined || scale <= 0)
        return text;
    const point = text.indexOf('.');
    if (point < 0)
        return `${text}.${'0'.repeat(scale)}`;
    return text.padEnd(point + 1 + scale, '0');
}
