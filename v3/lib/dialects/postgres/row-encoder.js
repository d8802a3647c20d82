import { isUtf8 } from 'node:buffer';
import { ascii } from '../../canonical/ascii.js';
import { writeBase64 } from '../../canonical/encode.js';
import { valueEncoder } from './value-encoder.js';
import { copyEscapes, writeBinaryField, writeBooleanField, writeDoubleField, writeIntegerField, writeLongBinaryField, writeLongTextField, writeQuotedField, writeTextField, writeTimestampField, writeTimestamptzField, } from './write-field.js';
/** Quotes of a value and what else it may get. */
const fieldBytes = 4;
/** `}` and LF. */
const lineEnd = 2;
/** Longer rows are written with less room at once. */
const shortRow = 16 * 1024;
/** What a byte can become at most: `\\u0000`. */
const longestEscape = 6;
/** Turns rows of COPY's text format into record lines. Made once per table. */
export class RowEncoder {
    #fields;
    #keyBytes;
    #scratch = Buffer.allocUnsafe(4096);
    /** @param checked whether the server may hold text that is not UTF-8 (SQL_ASCII) */
    constructor(columns, checked) {
        this.#fields = columns.map((column, index) => ({
            key: Buffer.from(`${index === 0 ? '{' : ','}${JSON.stringify(column.name)}:`),
            write: checked ? undefined : fieldWriter(column),
            writeLong: checked ? undefined : longFieldWriter(column),
            encode: checked ? checkedEncoder(column) : valueEncoder(column),
        }));
        this.#keyBytes = this.#fields.reduce((sum, { key }) => sum + key.length + fieldBytes, lineEnd);
    }
    /**
     * Appends the line of the row that begins at `at`; gives the position after the row's LF.
     * @param end where the row ends at the latest
     */
    encode(out, source, at, end) {
        return end - at <= shortRow ? this.#encodeShort(out, source, at, end) : this.#encodeLong(out, source, at);
    }
    #encodeShort(out, source, at, end) {
        const fields = this.#fields;
        let position = at;
        this.#reserve(out, end - at);
        for (let i = 0; i < fields.length; i++) {
            const { key, write, encode } = fields[i];
            copyKey(out, key);
            if (isNull(source, position)) {
                out.ascii('null');
                position += 3;
                continue;
            }
            const delimiter = write === undefined ? -1 : write(out, source, position);
            if (delimiter >= 0) {
                position = delimiter + 1;
                continue;
            }
            position = this.#encodeSpan(out, source, position, encode) + 1;
            this.#reserve(out, end - position);
        }
        return this.#endLine(out, position);
    }
    #encodeLong(out, source, at) {
        let position = at;
        for (const { key, writeLong, encode } of this.#fields) {
            out.copy(key, 0, key.length);
            if (isNull(source, position)) {
                out.ascii('null');
                position += 3;
            }
            else if (writeLong)
                position = writeLong(out, source, position) + 1;
            else
                position = this.#encodeSpan(out, source, position, encode) + 1;
        }
        return this.#endLine(out, position);
    }
    #endLine(out, position) {
        const isEmpty = this.#fields.length === 0;
        if (isEmpty)
            out.byte(ascii.openBrace);
        out.byte(ascii.closeBrace);
        out.byte(ascii.lf);
        return isEmpty ? position + 1 : position;
    }
    /** Room for all that so many bytes of a row can become. */
    #reserve(out, bytes) {
        out.reserve(bytes * longestEscape + this.#keyBytes);
    }
    /** Gives the position of the delimiter. */
    #encodeSpan(out, source, start, encode) {
        let end = start;
        let byte = source[end];
        let escaped = false;
        while (byte !== ascii.tab && byte !== ascii.lf) {
            if (byte === ascii.backslash)
                escaped = true;
            byte = source[++end];
        }
        if (escaped) {
            const text = this.#unescape(source, start, end);
            encode(out, text, 0, text.length);
        }
        else
            encode(out, source, start, end);
        return end;
    }
    /** Good until the next call. */
    #unescape(source, start, end) {
        if (this.#scratch.length < end - start)
            this.#scratch = Buffer.allocUnsafe((end - start) * 2);
        const scratch = this.#scratch;
        let length = 0;
        for (let i = start; i < end; i++) {
            const byte = source[i];
            scratch[length++] = byte === ascii.backslash ? copyEscapes[source[++i]] : byte;
        }
        return scratch.subarray(0, length);
    }
}
function fieldWriter({ type, bits, fixed }) {
    switch (type) {
        case 'boolean':
            return writeBooleanField;
        case 'integer':
            return writeIntegerField;
        case 'float':
            return bits === 32 ? undefined : writeDoubleField;
        case 'decimal':
        case 'date':
        case 'uuid':
        case 'bit':
            return writeQuotedField;
        case 'timestamp':
            return writeTimestampField;
        case 'timestamptz':
            return writeTimestamptzField;
        case 'binary':
            return writeBinaryField;
        case 'text':
            return fixed ? undefined : writeTextField;
        case 'enum':
        case 'inet':
        case 'other':
            return writeTextField;
        default:
            return undefined;
    }
}
function longFieldWriter(column) {
    if (column.type === 'binary')
        return writeLongBinaryField;
    return fieldWriter(column) === writeTextField ? writeLongTextField : undefined;
}
/** Where there is room. */
function copyKey(out, key) {
    const { buffer } = out;
    let to = out.length;
    for (let i = 0; i < key.length; i++)
        buffer[to++] = key[i];
    out.length = to;
}
/** Text that is not UTF-8 is tagged, and kept byte for byte. */
function checkedEncoder(column) {
    const encode = valueEncoder(column);
    return (out, source, start, end) => {
        if (isUtf8(source.subarray(start, end)))
            return encode(out, source, start, end);
        out.ascii('{"$invalid":');
        writeBase64(out, source, start, end);
        out.byte(ascii.closeBrace);
    };
}
/** `\N` is a whole field: a text of these two characters has its backslash doubled. */
const isNull = (source, at) => source[at] === ascii.backslash && source[at + 1] === ascii.upperN;
