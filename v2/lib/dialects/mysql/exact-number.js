import { toFixedNotation } from '../../canonical/decode.js';
/** Whether a double holds just the number that `text` says (its shortest digits are the same number). */
export function isExactDouble(text) {
    const value = Number(text);
    return Number.isFinite(value) && plainDigits(text) === plainDigits(String(value));
}
/** Fixed notation without zeros at either end and without the sign of zero. */
function plainDigits(text) {
    const fixed = toFixedNotation(text);
    const [integer = '', fraction = ''] = fixed.replace(/^-/, '').split('.');
    const digits = `${integer.replace(/^0+/, '')}.${fraction.replace(/0+$/, '')}`;
    return fixed.startsWith('-') && digits !== '.' ? `-${digits}` : digits;
}
const smallestSigned = -(2n ** 63n);
const largestUnsigned = 2n ** 64n - 1n;
/** The first number in a JSON document that MySQL's JSON type would round: it keeps 64-bit integers and doubles. */
export function roundedJsonNumber(document) {
    for (const [token] of document.matchAll(/"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*/gs)) {
        if (token.startsWith('"') || isKept(token))
            continue;
        return token;
    }
    return undefined;
}
function isKept(token) {
    if (token.length <= 15 && !/[eE]/.test(token))
        return true;
    if (!/^-?\d+$/.test(token))
        return isExactDouble(token);
    const value = BigInt(token);
    return (value >= smallestSigned && value <= largestUnsigned) || isExactDouble(token);
}
