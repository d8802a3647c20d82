import { ByteWriter } from '../../canonical/byte-writer.js';
import { decodeString } from '../../canonical/decode.js';
import { RecordScanner, valueKind } from '../../canonical/record-scanner.js';
import { mostFoundRecords } from '../dialect.js';
import { contentsOf } from './copy-out.js';
import { orderBy, sortsByBytes } from './record-order.js';
import { RowEncoder } from './row-encoder.js';
import { selectColumn } from './select-column.js';
export const shownColumn = (column) => ({ column, sql: selectColumn(column) });
/** The first records of a query, in key order, with keys and values in canonical form. */
export async function readFound(session, query) {
    const { table, values, from, encoding, most = mostFoundRecords } = query;
    const key = table.primaryKey.map((name) => table.columns.find((column) => column.name === name));
    const shown = [...key.map(shownColumn), ...values];
    const order = orderBy(table, sortsByBytes(encoding));
    const select = shown.map(({ sql }) => sql).join(', ');
    const columns = shown.map(({ column }, index) => ({ ...column, name: String(index) }));
    const rows = await readRows(session, `COPY (SELECT ${select} FROM ${from}${order} LIMIT ${most}) TO STDOUT`, columns, encoding);
    return rows.map((row) => ({
        key: Object.fromEntries(key.map(({ name }, index) => [name, row[index]])),
        values: row.slice(key.length),
    }));
}
async function readRows(session, sql, columns, encoding) {
    const chunks = [];
    for await (const messages of session.copyOut(sql))
        chunks.push(...contentsOf(messages));
    const source = Buffer.concat(chunks);
    const encoder = new RowEncoder(columns, encoding === 'SQL_ASCII');
    const scanner = new RecordScanner(columns.map(({ name }) => name));
    const rows = [];
    const out = new ByteWriter(65_536);
    for (let at = 0; at < source.length;) {
        out.clear();
        at = encoder.encode(out, source, at, source.length);
        scanner.scan(out.buffer.subarray(0, out.length), 0);
        rows.push(columns.map((_, index) => valueAt(scanner, out.buffer, index)));
    }
    return rows;
}
function valueAt({ starts, ends, kinds }, line, index) {
    const [start, end] = [starts[index], ends[index]];
    if (kinds[index] === valueKind.null)
        return null;
    if (kinds[index] === valueKind.escapedString)
        return decodeString(line, start, end);
    return line.toString('utf8', start, end);
}
