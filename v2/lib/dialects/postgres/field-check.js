import { ascii } from '../../canonical/ascii.js';
import { readNativeType } from './native-type.js';
export const isNullButMayNot = 'is null, and the column takes no null';
export const noSuchTime = 'is out of the range of dates and times, or no such date';
export const noMember = 'is none of the values that the column takes';
export const outOfRange = (type) => `is out of range for ${type}`;
export const tooLong = (length, unit) => `is longer than the ${length} ${unit} of the column`;
/**
 * What a load leaves to the server, and a trial looks at itself so as to tell every fault of a record.
 * Undefined for columns of which this tool knows no more than the decoder does.
 */
export function fieldCheck(source, target) {
    // A comment may remember another type; the server's limits are those of the one that stores it.
    const stored = readNativeType(target.native) ?? target;
    switch (target.type) {
        case 'integer':
            return stored.type === 'integer' ? integerCheck(stored.bits ?? 64, stored.unsigned === true) : undefined;
        case 'decimal':
            return decimalCheck(target.native, stored);
        case 'text':
            return stored.length === undefined ? undefined : lengthCheck(stored.length);
        case 'date':
            return calendarCheck(5_874_897);
        case 'timestamp':
        case 'timestamptz':
            return calendarCheck(294_276);
        case 'enum':
            return target.values === undefined ? undefined : memberCheck(new Set(target.values));
        case 'uuid':
            return stored.type === 'uuid' ? uuidCheck : undefined;
        case 'bit':
            return stored.length === undefined ? undefined : bitCheck(stored.length, stored.fixed === true);
        case 'json':
            return source.type === 'json' ? undefined : jsonCheck;
    }
    return undefined;
}
const integerNames = { 16: 'smallint', 32: 'integer', 64: 'bigint' };
function integerCheck(bits, unsigned) {
    const name = unsigned ? 'oid' : (integerNames[bits] ?? 'bigint');
    const lowest = unsigned ? 0n : -(1n << BigInt(bits - 1));
    const highest = unsigned ? (1n << BigInt(bits)) - 1n : (1n << BigInt(bits - 1)) - 1n;
    const safeDigits = String(highest).length - 1;
    return (buffer, start, end) => {
        if (end - start <= safeDigits && (lowest < 0n || buffer[start] !== ascii.minus))
            return undefined;
        const value = BigInt(buffer.toString('latin1', start, end));
        return value < lowest || value > highest ? outOfRange(name) : undefined;
    };
}
function decimalCheck(native, { precision, scale = 0 }) {
    if (precision === undefined)
        return undefined;
    return (buffer, start, end) => {
        const text = buffer.toString('latin1', start, end);
        if (text === 'NaN')
            return undefined;
        const integer = /^-?0*(\d*)(?:\.\d*)?$/.exec(text)?.[1];
        if (integer === undefined && !/Infinity$/.test(text))
            return undefined;
        return integer === undefined || integer.length > precision - scale ? outOfRange(native) : undefined;
    };
}
function lengthCheck(length) {
    return (buffer, start, end) => {
        if (end - start <= length)
            return undefined;
        return characters(buffer, start, end) > length ? tooLong(length, 'characters') : undefined;
    };
}
/** COPY writes a control character or a backslash as two bytes. */
function characters(buffer, start, end) {
    let count = 0;
    for (let i = start; i < end; i++) {
        if (buffer[i] === ascii.backslash)
            i++;
        if ((buffer[i] & 0xc0) !== 0x80)
            count++;
    }
    return count;
}
const longMonths = new Set([1, 3, 5, 7, 8, 10, 12]);
function daysOf(year, month) {
    if (month !== 2)
        return longMonths.has(month) ? 31 : 30;
    const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
    return isLeap ? 29 : 28;
}
/** Julian day 0, before which there is nothing. */
const firstYear = 4714;
const firstDay = 1124;
function calendarCheck(lastYear) {
    return (buffer, start, end) => {
        const text = buffer.toString('latin1', start, end);
        const match = /^(\d+)-(\d\d)-(\d\d)/.exec(text);
        if (!match)
            return undefined;
        const [year, month, day] = match.slice(1).map(Number);
        const isBefore = text.endsWith('BC');
        if (month < 1 || month > 12 || day < 1)
            return noSuchTime;
        if (day > daysOf(isBefore ? 1 - year : year, month))
            return noSuchTime;
        if (!isBefore)
            return year > lastYear ? noSuchTime : undefined;
        const isTooEarly = year > firstYear || (year === firstYear && month * 100 + day < firstDay);
        return isTooEarly ? noSuchTime : undefined;
    };
}
const memberCheck = (members) => (buffer, start, end) => members.has(fieldText(buffer, start, end)) ? undefined : noMember;
/** Braces and hyphens may stand in more than one way: what has 32 digits is left to the server. */
const uuidCheck = (buffer, start, end) => /^\{?[0-9a-f-]*\}?$/i.test(buffer.toString('latin1', start, end)) && digitsOf(buffer, start, end) === 32
    ? undefined
    : 'is not valid for uuid';
const digitsOf = (buffer, start, end) => buffer.toString('latin1', start, end).replace(/[{}-]/g, '').length;
function bitCheck(length, fixed) {
    return (_, start, end) => {
        if (fixed)
            return end - start === length ? undefined : `is not just ${length} bits long`;
        return end - start > length ? tooLong(length, 'bits') : undefined;
    };
}
const jsonCheck = (buffer, start, end) => {
    try {
        JSON.parse(fieldText(buffer, start, end));
        return undefined;
    }
    catch (error) {
        return error instanceof SyntaxError || error.name === 'SyntaxError'
            ? 'is not valid for json'
            : undefined;
    }
};
const escaped = { t: '\t', n: '\n', r: '\r', '\\': '\\' };
/** A field as the text that the server reads. */
function fieldText(buffer, start, end) {
    const text = buffer.toString('utf8', start, end);
    return text.includes('\\')
        ? text.replace(/\\(.)/gs, (_, letter) => escaped[letter] ?? letter)
        : text;
}
