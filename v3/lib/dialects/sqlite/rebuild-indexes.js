import { TaskError } from '../../errors.js';
import { SqliteConnection } from './connection.js';
import { quoteName } from './quote.js';
/** See Database.rebuildIndexes. SQLite lets nobody write meanwhile, and readers in WAL mode alone. */
export async function rebuildIndexes(settings, options, table) {
    const connection = await SqliteConnection.open(settings, 'rw', options);
    try {
        return await rebuild(connection, table);
    }
    finally {
        await connection.close();
    }
}
async function rebuild(connection, { name }) {
    const quoted = `main.${quoteName(name)}`;
    const there = await connection.all(`SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?`, name);
    if (there.length === 0)
        return skipped(`${name}: it is not there any more`);
    const before = await faultsOf(connection, name);
    try {
        await connection.run(`REINDEX ${quoted}`);
    }
    catch (error) {
        // A key that is there twice, or a collation that only the application knows.
        if (error instanceof TaskError || !isOfTable(error))
            throw error;
        return { ...skipped(`${name}: ${error.message}`), invalid: before };
    }
    await connection.run(`ANALYZE ${quoted}`);
    await connection.run('PRAGMA optimize');
    const after = await faultsOf(connection, name);
    const mended = before.filter((fault) => !after.includes(fault));
    return { rebuilt: 'all', skipped: [], invalid: after, notes: mended.map((fault) => `${fault}: mended`) };
}
const skipped = (reason) => ({
    rebuilt: 'none',
    skipped: [reason],
    invalid: [],
    notes: [],
});
const isOfTable = (error) => /SQLITE_(CONSTRAINT|ERROR)/.test(error.code ?? '');
/** Lines of integrity_check but those about values, which no index is to blame for. */
async function faultsOf(connection, name) {
    const rows = await connection.all('SELECT integrity_check AS line FROM pragma_integrity_check(?)', name);
    return rows
        .map(({ line }) => String(line))
        .filter((line) => line !== 'ok' &&
        !/^(NULL value in|CHECK constraint failed in|NUMERIC value in|TEXT value in|non-\w+ value in)/.test(line))
        .map((line) => `${name}: ${line}`);
}
