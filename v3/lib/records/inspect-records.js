import { totalRows } from '../dump/format.js';
import { openDump } from '../dump/reader.js';
/** Reads a dump from end to end, and tells what it holds. A dump that is not whole is a TaskError 10. */
export async function inspectRecords(options) {
    const reader = await openDump(options.from, { edited: options.edited ?? false, signal: options.signal });
    try {
        const bytes = new Map();
        for await (const { table, batches } of reader.tables()) {
            const total = reader.announced?.[table.name]?.rows;
            let rows = 0;
            bytes.set(table.name, 0);
            for await (const batch of batches()) {
                options.signal?.throwIfAborted();
                rows += batch.rows;
                bytes.set(table.name, bytes.get(table.name) + batch.bytes.length);
                options.onProgress?.({ table: table.name, rows, total, finished: false });
            }
            options.onProgress?.({ table: table.name, rows, total: rows, finished: true });
        }
        const { integrity, edited } = await reader.finish();
        const tables = reader.head.tables.map(({ name, columns }) => ({
            name,
            columns: columns.length,
            bytes: bytes.get(name),
            ...integrity[name],
        }));
        const rows = totalRows(integrity);
        return { head: reader.head, compression: reader.compression, size: reader.size, tables, rows, edited };
    }
    finally {
        await reader.close();
    }
}
