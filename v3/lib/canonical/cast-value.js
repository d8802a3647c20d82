import { bytesOf, cellAt, copyCell, isString, stringOf, unfit, untagged, } from './cast-cell.js';
import { isoWriter } from './cast-moment.js';
import { dropsZeros, exactFloat, numberWriter, readNumber, writeIntegerText, } from './cast-number.js';
import { writeFloatValue, writeJson, writeMinified, writeString } from './encode.js';
import { valueKind } from './record-scanner.js';
/** Between integers and what else keeps one: a boolean that counts, decimals without a fraction, texts. */
export function integerWriter(source, target, writing) {
    const reading = { dropsZeros: dropsZeros(source), what: 'integer' };
    const read = (cell) => {
        if (cell.kind === valueKind.true)
            return '1';
        if (cell.kind === valueKind.false)
            return '0';
        const text = readNumber(cell, reading);
        if (text.includes('.'))
            unfit('has a fraction');
        return text;
    };
    if (target.type === 'boolean') {
        return (out, cell) => {
            const text = read(cell);
            if (text === '1' || text === '0')
                out.ascii(text === '1' ? 'true' : 'false');
            else
                writeIntegerText(out, text);
        };
    }
    const write = numberWriter(target, writing);
    return (out, cell) => write(out, read(cell));
}
/** Between booleans and the numbers 1 and 0. */
export function booleanWriter(source, target, writing) {
    if (target.type !== 'boolean')
        return integerWriter(source, target, writing);
    const reading = { dropsZeros: dropsZeros(source), what: 'boolean' };
    return (out, cell) => {
        if (cell.kind === valueKind.true || cell.kind === valueKind.false)
            return copyCell(out, cell);
        const text = readNumber(cell, reading);
        if (text !== '0' && text !== '1')
            unfit('is neither 0 nor 1');
        out.ascii(text === '1' ? 'true' : 'false');
    };
}
const isSpecial = (text) => text === 'NaN' || text === 'Infinity' || text === '-Infinity';
/** Between decimals and numbers of other kinds, digit for digit. */
export function decimalWriter(source, target, writing) {
    const reading = { dropsZeros: dropsZeros(source) && target.type !== 'text', what: 'decimal' };
    const write = numberWriter(target, writing);
    return (out, cell) => {
        const isWord = cell.kind === valueKind.plainString && isSpecial(bytesOf(cell));
        if (isWord && target.type !== 'integer')
            copyCell(out, cell);
        else
            write(out, readNumber(cell, reading));
    };
}
/** A document of a text. The white space between its parts is not kept. */
export const writeDocumentOfText = (out, cell) => {
    const text = stringOf(cell) ?? unfit('is no JSON');
    try {
        JSON.parse(text);
    }
    catch {
        unfit('is no JSON');
    }
    const bytes = Buffer.from(text);
    writeJson(out, bytes, 0, bytes.length);
};
/** The text of a document. */
export const writeTextOfDocument = (out, cell) => {
    const document = untagged(cell, 'json') ?? cell;
    const quote = isString(document) ? 1 : 0;
    writeString(out, document.bytes, document.start - quote, document.end + quote);
};
/** The text of any value. */
export function textWriter(source) {
    if (source.type === 'json')
        return writeTextOfDocument;
    if (source.type === 'binary')
        return writeTextOfBlob;
    return (out, cell) => {
        if (isString(cell))
            return copyCell(out, cell);
        if (cell.kind === valueKind.object)
            unfit(`is no ${source.type === 'other' ? 'text' : source.type}`);
        writeString(out, cell.bytes, cell.start, cell.end);
    };
}
/** SQLite's applications keep texts in columns of blobs too; a blob among them is no text, whatever its bytes say. */
const writeTextOfBlob = (out, cell) => copyCell(out, untagged(cell, 'text') ?? unfit('is a blob, and no text'));
export const writeTaggedText = (out, cell) => {
    out.ascii('{"$text":');
    copyCell(out, cell);
    out.ascii('}');
};
/** The value of a column that a text says. */
export function valueOfTextWriter(target) {
    switch (target.type) {
        case 'boolean':
            return writeBooleanOfText;
        case 'integer':
            return integerWriter({ type: 'text' }, target, strictly);
        case 'decimal':
            return decimalWriter({ type: 'text' }, target, strictly);
        case 'float':
            return floatOfTextWriter(target);
        case 'json':
            return writeDocumentOfText;
        case 'array':
        case 'set':
            return writeArrayOfText;
        case 'date':
        case 'time':
        case 'timestamp':
        case 'timestamptz':
            return isoWriter(target.type, target);
        default:
            return (out, cell) => (isString(cell) ? copyCell(out, cell) : unfit('is no text'));
    }
}
const strictly = { keepsAnyValue: false, isTagged: false };
const writeBooleanOfText = (out, cell) => {
    const text = stringOf(cell);
    if (text === undefined || !/^(?:true|false|-?[1-9]\d*)$/.test(text))
        return unfit('is no boolean');
    if (/^[tf]/.test(text))
        out.ascii(text);
    else
        writeIntegerText(out, text);
};
function floatOfTextWriter({ bits = 64 }) {
    return (out, cell) => {
        const text = stringOf(cell) ?? unfit('is no number');
        if (isSpecial(text))
            return copyCell(out, cell);
        if (text === '-0')
            return out.ascii(text);
        const value = exactFloat(readNumber(cell, { dropsZeros: false, what: 'number' }), bits);
        writeFloatValue(out, value, bits === 32 ? 32 : 64);
    };
}
const writeArrayOfText = (out, cell) => {
    const bytes = Buffer.from(stringOf(cell) ?? unfit('is no array'));
    try {
        JSON.parse(bytes.toString());
    }
    catch {
        unfit('is no array');
    }
    if (cellAt(bytes, 0, bytes.length).kind !== valueKind.array)
        unfit('is no array');
    writeMinified(out, bytes, 0, bytes.length);
};
