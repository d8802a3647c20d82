import { ByteWriter } from '../../canonical/byte-writer.js';
import { decodeString } from '../../canonical/decode.js';
import { RecordScanner, valueKind } from '../../canonical/record-scanner.js';
import { mostFoundRecords } from '../dialect.js';
import { recordOrder } from './record-order.js';
import { RowTranscoder } from './row-transcoder.js';
/** The first in key order, at most `limit`. */
export async function readFoundRecords(session, { table, values, rows }, limit = mostFoundRecords) {
    const keys = table.primaryKey.map((name) => table.columns.find((column) => column.name === name));
    const columns = [...keys, ...values.filter((column) => !keys.includes(column))];
    const shown = { ...table, columns };
    const transcoder = new RowTranscoder(shown);
    const { orderBy } = recordOrder(shown, session.flavor);
    const found = [];
    const scanner = new RecordScanner(columns.map(({ name }) => name));
    await session.run(`SELECT ${transcoder.selectList} FROM (${rows(columns)}) record_tasks_found ORDER BY ${orderBy} LIMIT ${limit}`, {
        onRow: (buffer, start, end) => {
            const out = new ByteWriter(1024);
            transcoder.writeRow(out, buffer, start, end);
            const line = out.take();
            scanner.scan(line, 0);
            const texts = columns.map((_, index) => cellText(scanner, line, index));
            found.push({
                key: Object.fromEntries(keys.map(({ name }, index) => [name, texts[index]])),
                values: values.map((column) => texts[columns.indexOf(column)]),
            });
        },
    });
    return found;
}
/** A cell's canonical form, a text without its quotes. */
function cellText({ starts, ends, kinds }, line, index) {
    const [start, end] = [starts[index], ends[index]];
    if (kinds[index] === valueKind.null)
        return null;
    const isEscaped = kinds[index] === valueKind.escapedString;
    return isEscaped ? decodeString(line, start, end) : line.toString('utf8', start, end);
}
