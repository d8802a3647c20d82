import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { openDatabase } from '../dialects/open-database.js';
import { compressionOfName, compressor } from '../dump/compression.js';
import { documentPool, dumpDocument } from '../dump/document.js';
import { totalRows } from '../dump/format.js';
import { checkTarget, writeAtomically } from '../files/atomic-file.js';
import { headOf } from './head-of.js';
import { noteLeftOut, takesSequences } from './plan-sequences.js';
import { selectTables } from './select-tables.js';
/** Writes the records of one consistent snapshot as a dump (docs/dump-format.md): all of it, or nothing. */
export async function exportRecords(options) {
    const { to, signal, onStatement } = options;
    if (typeof to === 'string')
        await checkTarget(to, options.overwrite ?? false);
    const database = await openDatabase(options.database, { signal, onStatement });
    try {
        const notes = await database.recover();
        const snapshot = await database.snapshot();
        try {
            return await exportSnapshot(database, snapshot, options, notes);
        }
        finally {
            await snapshot.close().catch(() => { });
        }
    }
    finally {
        await database.close();
    }
}
async function exportSnapshot(database, snapshot, options, notes) {
    const { sequences = [], ...whole } = await headOf(database, snapshot);
    const tables = selectTables(whole.tables, options);
    const head = takesSequences(options) ? { ...whole, tables, sequences } : { ...whole, tables };
    const leftOut = sequences.length > 0 && !takesSequences(options) ? [noteLeftOut(sequences)] : [];
    const estimates = await snapshot.estimates();
    let integrity = {};
    const read = (table) => reportProgress(snapshot.read(table), table.name, estimates.get(table.name), options.onProgress);
    const pool = documentPool();
    const keep = (found) => {
        integrity = found;
    };
    const document = dumpDocument(head, read, keep, pool);
    const bytes = await writeDocument(document, pool, options);
    return {
        engine: database.engine,
        source: head.source,
        schema: head.schema,
        tables: head.tables.length,
        rows: totalRows(integrity),
        bytes,
        integrity,
        notes: [...notes, ...leftOut, ...(snapshot.notes ?? [])],
    };
}
async function* reportProgress(batches, table, total, onProgress) {
    let rows = 0;
    onProgress?.({ table, rows, total, finished: false });
    for await (const batch of batches) {
        rows += batch.rows;
        onProgress?.({ table, rows, total, finished: false });
        yield batch;
    }
    onProgress?.({ table, rows, total, finished: true });
}
/** Pieces that wait between the engine and the file, besides those that the file lets wait: memory against stalls. */
const piecesAhead = 1;
async function writeDocument(document, pool, options) {
    const { to, signal } = options;
    const source = Readable.from(document, { highWaterMark: piecesAhead });
    if (typeof to !== 'string')
        return writeToStream(source, to, signal);
    const compress = await compressor(compressionOfName(to));
    return writeAtomically(to, compress ? [source, compress] : [source], {
        overwrite: options.overwrite ?? false,
        signal,
        // A compressor does not say when it is done with what it got.
        ...(compress ? {} : { onWritten: (chunk) => pool.give(chunk) }),
    });
}
async function writeToStream(source, to, signal) {
    let bytes = 0;
    const counted = async function* (chunks) {
        for await (const chunk of chunks) {
            bytes += chunk.length;
            yield chunk;
        }
    };
    await pipeline(source, counted, to, { end: false, ...(signal ? { signal } : {}) });
    return bytes;
}
