import { ascii } from '../canonical/ascii.js';
import { decodeString } from '../canonical/decode.js';
import { MalformedRecord, RecordScanner, valueKind } from '../canonical/record-scanner.js';
import { exitCodes, RecordRejected, TaskError } from '../errors.js';
import { describeFault } from './fault.js';
/**
 * What a dialect said of a record, as one line that names dump line, table, key, column and value. `batch` is the
 * last one written, for errors that do not say which they mean.
 */
export function explainRejection(error, batch, plan, sourceName) {
    const table = plan.source;
    if (error instanceof MalformedRecord)
        return malformed(error, batch, rowAt(batch, error.at), table, sourceName);
    if (!(error instanceof RecordRejected))
        return error;
    const origin = error.batch ?? batch;
    if (error.cause instanceof MalformedRecord)
        return malformed(error.cause, origin, error.row, table, sourceName);
    return new TaskError(describeFault(faultOf(error, origin, plan), sourceName), {
        cause: error,
        hint: 'Nothing was changed. Correct the value where it comes from, or change the target’s column, and import again; check-records lists everything of this kind.',
    });
}
/** A rejection in the source's names. */
export function faultOf(error, batch, plan) {
    const { source: table, columns } = plan;
    const { row, reason } = error;
    const line = batch && row !== undefined ? lineOf(batch.bytes, row) : undefined;
    const values = line === undefined ? undefined : readValues(line, table);
    const pair = columns.find(({ target }) => target.name === error.column);
    const column = pair?.source.name ?? error.column;
    const value = column === undefined ? undefined : values?.get(column);
    const firstLine = batch?.firstLine;
    return {
        table: table.name,
        ...(firstLine === undefined || row === undefined ? {} : { line: firstLine + row }),
        ...(batch === undefined || row === undefined ? {} : { record: batch.firstRecord + row }),
        key: values === undefined ? {} : keyOf(values, table),
        ...(column === undefined ? {} : { column }),
        ...(value === undefined ? {} : { value }),
        reason,
    };
}
/** The line is no record of the table at all: the dump is at fault, not the target. */
function malformed(error, batch, row, table, sourceName) {
    const place = placeOf(batch, row, sourceName);
    return new TaskError(`${place}the record of ${JSON.stringify(table.name)} ${error.message}`, {
        exitCode: exitCodes.damaged,
        hint: 'Export again, or take another copy of the file. Nothing was changed.',
        cause: error,
    });
}
/** Number of the record, from 0, that holds the byte. */
function rowAt(batch, position) {
    if (!batch)
        return undefined;
    let row = 0;
    let at = batch.bytes.indexOf(ascii.lf);
    for (; at >= 0 && at < position; at = batch.bytes.indexOf(ascii.lf, at + 1))
        row++;
    return row;
}
function placeOf(batch, row, sourceName) {
    if (!batch || row === undefined)
        return '';
    if (batch.firstLine !== undefined)
        return `${sourceName}, line ${batch.firstLine + row}: `;
    return `${sourceName}, record ${batch.firstRecord + row}: `;
}
function lineOf(bytes, row) {
    let start = 0;
    for (let i = 0; i < row; i++)
        start = bytes.indexOf(ascii.lf, start) + 1;
    const end = bytes.indexOf(ascii.lf, start);
    return bytes.subarray(start, end < 0 ? undefined : end);
}
/** Every loaded value of a record as text, decoded, by the target's column names. Undefined where it is no record. */
export function valuesOfRow(batch, row, { source, columns }) {
    const line = lineOf(batch.bytes, row);
    const scanner = scanned(line, source);
    if (scanner === undefined)
        return undefined;
    const places = new Map(source.columns.map(({ name }, index) => [name, index]));
    return new Map(columns.map((pair) => [pair.target.name, textOf(scanner, line, places.get(pair.source.name))]));
}
function textOf({ starts, ends, kinds }, line, index) {
    const kind = kinds[index];
    if (kind === valueKind.null)
        return null;
    if (kind === valueKind.escapedString)
        return decodeString(line, starts[index], ends[index]);
    return line.toString('utf8', starts[index], ends[index]);
}
/** The record's values as the line has them: numbers digit for digit. Undefined where the line is no record. */
function readValues(line, table) {
    const scanner = scanned(line, table);
    if (scanner === undefined)
        return undefined;
    return new Map(table.columns.map(({ name }, index) => [name, spanOf(scanner, line, index)]));
}
function scanned(line, table) {
    const scanner = new RecordScanner(table.columns.map(({ name }) => name));
    try {
        scanner.scan(line, 0);
        return scanner;
    }
    catch {
        return undefined;
    }
}
function spanOf({ starts, ends, kinds }, line, index) {
    const isString = kinds[index] === valueKind.plainString || kinds[index] === valueKind.escapedString;
    const quotes = isString ? 1 : 0;
    const start = starts[index] - quotes;
    return shorten(line, start, ends[index] + quotes);
}
const keyOf = (values, table) => Object.fromEntries(table.primaryKey.map((column) => [column, values.get(column)]));
const shownCharacters = 60;
const mostBytesOfCharacter = 4;
function shorten(line, start, end) {
    const text = line.toString('utf8', start, Math.min(end, start + shownCharacters * mostBytesOfCharacter));
    const characters = [...text];
    return characters.length <= shownCharacters ? text : `${characters.slice(0, shownCharacters).join('')}…`;
}
