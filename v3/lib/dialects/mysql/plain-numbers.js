import { ascii, isDigit } from '../../canonical/ascii.js';
import { toFixedNotation } from '../../canonical/decode.js';
/** Below it MySQL makes an integer of a number without a fraction. */
const firstBeyondIntegers = 2 ** 64;
/**
 * Brings the numbers of the JSON document that `out` ends with, from `from` on, into fixed notation: so PostgreSQL's
 * jsonb writes those that MySQL writes with an exponent. A float that is whole keeps a fraction, and so stays a float.
 */
export function writePlainNumbers(out, from) {
    if (!hasExponent(out.buffer, from, out.length))
        return;
    const document = out.buffer.toString('utf8', from, out.length);
    out.length = from;
    out.utf8(document.replace(/"(?:[^"\\]|\\.)*"|-?\d[\d.]*[eE][-+]?\d+/gs, plainNumber));
}
function plainNumber(token) {
    if (token.startsWith('"'))
        return token;
    const plain = toFixedNotation(token);
    return plain.includes('.') || Math.abs(Number(token)) >= firstBeyondIntegers ? plain : `${plain}.0`;
}
/** Outside strings; the other words with an `e` have letters before it. */
function hasExponent(buffer, start, end) {
    for (let i = start; i < end; i++) {
        const byte = buffer[i];
        if (byte === ascii.quote)
            i = endOfString(buffer, i, end);
        else if ((byte === ascii.e || byte === ascii.upperE) && isDigit(buffer[i - 1]))
            return true;
    }
    return false;
}
function endOfString(buffer, quote, end) {
    let i = quote + 1;
    while (i < end && buffer[i] !== ascii.quote)
        i += buffer[i] === ascii.backslash ? 2 : 1;
    return i;
}
