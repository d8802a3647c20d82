import { ascii } from '../../canonical/ascii.js';
import { writeBase64FromHex, writeDecimal, writeFloat, writeInteger, writeJson, writeQuoted, writeString, writeTime, writeTimestamp, } from '../../canonical/encode.js';
import { encodeArray } from './array-text.js';
import { arrayDelimiter, elementOf } from './native-type.js';
export function valueEncoder(column) {
    switch (column.type) {
        case 'boolean':
            return encodeBoolean;
        case 'integer':
            return writeInteger;
        case 'decimal':
            return writeDecimal;
        case 'float':
            return column.bits === 32 ? encodeSingle : encodeDouble;
        case 'binary':
            return encodeBinary;
        case 'time':
            return writeTime;
        case 'timestamp':
            return encodeTimestamp;
        case 'timestamptz':
            return encodeTimestamptz;
        case 'json':
            return writeJson;
        case 'text':
            return column.fixed ? encodeFixedText : writeString;
        case 'date':
        case 'uuid':
        case 'bit':
            return writeQuoted;
        case 'set':
            return arrayEncoder(writeString, ascii.comma);
        case 'array':
            return arrayEncoder(elementEncoder(elementOf(column)), arrayDelimiter((column.native ?? '').replace(/(\[\])+$/, '')));
        default:
            return writeString;
    }
}
/** An element that is a JSON array is tagged, lest it be taken for a dimension. */
function elementEncoder(element) {
    if (element.type !== 'json')
        return valueEncoder(element);
    return (out, source, start, end) => {
        let first = start;
        while (source[first] <= ascii.space)
            first++;
        if (source[first] !== ascii.openBracket)
            return writeJson(out, source, start, end);
        out.ascii('{"$json":');
        writeJson(out, source, start, end);
        out.byte(ascii.closeBrace);
    };
}
const encodeBoolean = (out, source, start) => out.ascii(source[start] === ascii.t ? 'true' : 'false');
const encodeSingle = (out, source, start, end) => writeFloat(out, source, start, end, 32);
const encodeTimestamp = (out, source, start, end) => encodeInstant(out, source, start, end, false);
const encodeTimestamptz = (out, source, start, end) => encodeInstant(out, source, start, end, true);
/**
 * What PostgreSQL writes without an exponent, from 1e-4 to 1e15, is the canonical form: both it and JavaScript
 * give the shortest digits there, and only a decimal half-way between two doubles could be told apart, which takes
 * 19 digits in this range.
 */
const encodeDouble = (out, source, start, end) => {
    for (let i = start; i < end; i++) {
        if (source[i] > ascii.nine)
            return writeFloat(out, source, start, end, 64);
    }
    out.copy(source, start, end);
};
/** `2026-01-05 10:00:00.5+00`: PostgreSQL has cut the fraction's zeros off already. */
function encodeInstant(out, source, start, end, withZone) {
    const beforeChrist = source[end - 1] > ascii.nine;
    if (beforeChrist || source[start + 10] !== ascii.space)
        return writeTimestamp(out, source, start, end, withZone);
    const stop = withZone ? end - 3 : end;
    out.reserve(end - start + 3);
    const { buffer } = out;
    let at = out.length;
    buffer[at++] = ascii.quote;
    for (let i = start; i < stop; i++)
        buffer[at++] = source[i];
    buffer[out.length + 11] = ascii.upperT;
    if (withZone)
        buffer[at++] = ascii.upperZ;
    buffer[at++] = ascii.quote;
    out.length = at;
}
/** `\x0aff`. */
const encodeBinary = (out, source, start, end) => writeBase64FromHex(out, source, start + 2, end);
const encodeFixedText = (out, source, start, end) => {
    let last = end;
    while (last > start && source[last - 1] === ascii.space)
        last--;
    writeString(out, source, start, last);
};
const arrayEncoder = (element, delimiter) => (out, source, start, end) => encodeArray(out, source, start, end, element, delimiter);
