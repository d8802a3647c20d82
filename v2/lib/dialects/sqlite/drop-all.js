import { SqliteConnection } from './connection.js';
import { quoteName } from './quote.js';
/**
 * Kinds in an order in which nothing stands in the way of what comes before: a virtual table takes its shadow tables
 * with it, and any table its indexes and triggers. What SQLite names itself it keeps, but for statistics.
 */
const kinds = [
    ['VIEW', `type = 'view'`],
    ['TABLE', `type = 'table' AND rootpage = 0`],
    [
        'TABLE',
        `type = 'table' AND (name NOT LIKE 'sqlite\\_%' ESCAPE '\\' OR name LIKE 'sqlite\\_stat_' ESCAPE '\\')`,
    ],
];
/** In one transaction. The file stays, and its pragmas; its space is for the next to use. */
export async function dropAll(settings, options) {
    const connection = await SqliteConnection.open(settings, 'rw', options);
    try {
        await connection.run('PRAGMA foreign_keys = OFF');
        await connection.run('PRAGMA synchronous = FULL');
        await connection.run('BEGIN EXCLUSIVE');
        for (const [kind, condition] of kinds) {
            const rows = await connection.all(`SELECT name FROM main.sqlite_schema WHERE ${condition}`);
            for (const { name } of rows)
                await connection.run(`DROP ${kind} main.${quoteName(String(name))}`);
        }
        await connection.run('COMMIT');
    }
    finally {
        // SQLite rolls back what is open.
        await connection.close();
    }
}
