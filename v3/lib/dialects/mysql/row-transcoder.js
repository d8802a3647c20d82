import { ascii } from '../../canonical/ascii.js';
import { writeBase64, writeDecimal, writeFloat, writeInteger, writeJson, writeMinified, writeQuoted, writeString, writeTime, writeTimestamp, } from '../../canonical/encode.js';
import { parseNative } from './column-type.js';
import { geometryText } from './geometry-text.js';
import { writePlainNumbers } from './plain-numbers.js';
import { quoteName } from './sql-text.js';
import { readLength } from './wire-statement.js';
/** Turns the rows of a table's SELECT, as they come in packets, into canonical lines. */
export class RowTranscoder {
    /** The select list that the rows must come from. */
    selectList;
    #keys;
    #writers;
    constructor(table) {
        const plans = table.columns.map(cellPlan);
        this.selectList = plans.map((plan) => plan.expression).join(', ');
        this.#writers = plans.map((plan) => plan.write);
        this.#keys = table.columns.map((column, index) => Buffer.from(`${index === 0 ? '{' : ','}${JSON.stringify(column.name)}:`));
    }
    /** Appends one line. */
    writeRow(out, row, start, end) {
        const writers = this.#writers;
        let at = start;
        for (let column = 0; column < writers.length; column++) {
            const key = this.#keys[column];
            out.copy(key, 0, key.length);
            let length = row[at++];
            if (length === 0xfb) {
                writeNull(out);
                continue;
            }
            if (length > 0xfb) {
                const long = readLength(row, at - 1);
                length = long.value;
                at = long.next;
            }
            writers[column](out, row, at, at + length);
            at += length;
        }
        if (at !== end)
            throw new Error('a row packet holds more than its columns');
        out.reserve(2);
        out.buffer[out.length++] = ascii.closeBrace;
        out.buffer[out.length++] = ascii.lf;
    }
}
function writeNull(out) {
    out.reserve(4);
    out.buffer.writeUInt32LE(nullWord, out.length);
    out.length += 4;
}
const nullWord = Buffer.from('null').readUInt32LE(0);
function cellPlan(column) {
    const name = quoteName(column.name);
    return { expression: expression(column, name), write: cellWriter(column) };
}
/** FLOAT prints six digits, ZEROFILL and DOUBLE(m,d) pad: as numbers of an expression they do not. */
function expression(column, name) {
    const { base, numbers } = parseNative(column.native);
    if (base === 'float' || (base === 'double' && numbers.length > 0))
        return `${name} * 1e0`;
    if (base === 'bit') {
        return column.type === 'bit' ? `LPAD(BIN(${name} + 0), ${numbers[0] ?? 1}, '0')` : `${name} + 0`;
    }
    if (/zerofill/i.test(column.native) || base === 'year')
        return `${name} + 0`;
    return base === 'vector' ? `HEX(${name})` : name;
}
function cellWriter(column) {
    switch (column.type) {
        case 'boolean':
            return writeBoolean;
        case 'integer':
            return writeInteger;
        case 'decimal':
            return writeDecimal;
        case 'float': {
            const bits = column.bits === 32 ? 32 : 64;
            return (out, source, start, end) => writeFloat(out, source, start, end, bits);
        }
        case 'text':
            return column.fixed && parseNative(column.native).base !== 'char' ? writeTrimmed : writeString;
        case 'binary':
            return writeBase64;
        case 'date':
        case 'uuid':
            return writeQuoted;
        case 'time':
            return writeTime;
        case 'timestamp':
            return (out, source, start, end) => writeTimestamp(out, source, start, end, false);
        case 'timestamptz':
            return (out, source, start, end) => writeTimestamp(out, source, start, end, true);
        case 'json':
            return parseNative(column.native).base === 'json' ? writeBinaryJson : writeJson;
        case 'array':
            return writeMinified;
        case 'set':
            return parseNative(column.native).base === 'set' ? writeSet : writeMinified;
        case 'geometry':
            return isStoredGeometry(column) ? writeGeometry : writeString;
        default:
            return writeString;
    }
}
/** A remembered geometry may be kept as text. */
export const isStoredGeometry = (column) => !/text|char/.test(parseNative(column.native).base);
/** Of MySQL's own JSON type. */
function writeBinaryJson(out, source, start, end) {
    const from = out.length;
    writeJson(out, source, start, end);
    writePlainNumbers(out, from);
}
function writeBoolean(out, source, start, end) {
    if (end - start === 1 && source[start] === ascii.zero)
        out.ascii('false');
    else if (end - start === 1 && source[start] === ascii.zero + 1)
        out.ascii('true');
    else
        out.copy(source, start, end);
}
function writeTrimmed(out, source, start, end) {
    let stop = end;
    while (stop > start && source[stop - 1] === ascii.space)
        stop--;
    writeString(out, source, start, stop);
}
/** `a,b`: no member has a comma. */
function writeSet(out, source, start, end) {
    out.byte(ascii.openBracket);
    let from = start;
    while (from < end) {
        const comma = source.indexOf(ascii.comma, from);
        const to = comma < 0 || comma > end ? end : comma;
        if (from > start)
            out.byte(ascii.comma);
        writeString(out, source, from, to);
        from = to + 1;
    }
    out.byte(ascii.closeBracket);
}
function writeGeometry(out, source, start, end) {
    out.ascii(JSON.stringify(geometryText(source.subarray(start, end))));
}
