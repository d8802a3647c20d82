import { ascii, isDigit } from '../../canonical/ascii.js';
import { hexUnit, isHighSurrogate, isLowSurrogate, lowUnitAfter } from '../../canonical/json-escapes.js';
/** What numeric, of which jsonb's numbers are, keeps after the point and before it. */
const mostFraction = 16_383;
const mostInteger = 131_072;
/**
 * Why jsonb cannot hold the JSON document in [start, end), or would change it without a word: the server drops the
 * sign of -0 and rounds what has more digits than numeric. Undefined for a document that it takes, and for what is
 * none at all, which it refuses by itself.
 */
export function jsonbMisfit(source, start, end) {
    for (let i = start; i < end; i++) {
        const byte = source[i];
        if (byte === ascii.quote) {
            const close = endOfString(source, i + 1, end);
            if (close < 0)
                return misfitOfString(source, i + 1, end);
            i = close;
        }
        else if (byte === ascii.minus || isDigit(byte)) {
            const stop = endOfNumber(source, i, end);
            const reason = misfitOfNumber(source, i, stop);
            if (reason !== undefined)
                return reason;
            i = stop - 1;
        }
    }
    return undefined;
}
/** The position of the closing quote; -1 where an escape stands before it that jsonb may not take. */
function endOfString(source, start, end) {
    let i = start;
    while (i < end && source[i] !== ascii.quote) {
        if (source[i] !== ascii.backslash)
            i++;
        else if (source[i + 1] !== ascii.u)
            i += 2;
        else {
            const unit = hexUnit(source, i + 2, end);
            const low = isHighSurrogate(unit) ? lowUnitAfter(source, i, end) : -1;
            if (unit === 0 || isLowSurrogate(unit) || (isHighSurrogate(unit) && low < 0))
                return -1;
            i += low < 0 ? 6 : 12;
        }
    }
    return i;
}
function misfitOfString(source, start, end) {
    for (let i = start; i < end; i++) {
        if (source[i] !== ascii.backslash)
            continue;
        if (source[i + 1] === ascii.u && hexUnit(source, i + 2, end) === 0)
            return 'contains U+0000, which jsonb cannot hold';
        i++;
    }
    return 'contains half of a surrogate pair, which jsonb cannot hold';
}
function endOfNumber(source, start, end) {
    let i = start + 1;
    while (i < end && isOfNumber(source[i]))
        i++;
    return i;
}
const isOfNumber = (byte) => isDigit(byte) ||
    byte === ascii.dot ||
    byte === ascii.e ||
    byte === ascii.upperE ||
    byte === ascii.minus ||
    byte === ascii.plus;
function misfitOfNumber(source, start, end) {
    const isNegative = source[start] === ascii.minus;
    if (!isNegative && end - start < mostFraction && !hasExponent(source, start, end))
        return undefined;
    if (isNegative && source[start + 1] > ascii.zero && end - start < 300 && !hasExponent(source, start, end))
        return undefined;
    const [, sign, integer = '', fraction = '', exponent = '0'] = /^(-?)(\d+)(?:\.(\d*))?(?:[eE]([+-]?\d+))?$/.exec(source.toString('latin1', start, end)) ?? [];
    if (sign === '-' && /^0*$/.test(integer + fraction))
        return 'contains -0, which jsonb cannot hold';
    if (fraction.length - Number(exponent) > mostFraction)
        return `contains a number with more than ${mostFraction} digits after the point, which jsonb cannot hold`;
    return integer.length + Number(exponent) > mostInteger
        ? `contains a number of more than ${mostInteger} digits, which jsonb cannot hold`
        : undefined;
}
function hasExponent(source, start, end) {
    for (let i = start; i < end; i++)
        if ((source[i] | 0x20) === ascii.e)
            return true;
    return false;
}
