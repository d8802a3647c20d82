import { buildTable, journalTable } from './catalog.js';
import { quoteName } from './sql-text.js';
/** So many at once: each statement waits for the disk. */
const namesAtOnce = 50;
const relations = (types) => `SELECT table_name AS name FROM information_schema.tables WHERE table_schema = DATABASE() AND table_type IN (${types}) ` +
    `AND table_name <> '${buildTable}'`;
const routines = (type) => `SELECT routine_name AS name FROM information_schema.routines WHERE routine_schema = DATABASE() AND routine_type = '${type}'`;
/** Triggers and indexes go with their tables, sequences after those whose defaults they are. */
const kinds = [
    {
        keyword: 'EVENT',
        sql: 'SELECT event_name AS name FROM information_schema.events WHERE event_schema = DATABASE()',
        isList: false,
    },
    { keyword: 'VIEW', sql: relations("'VIEW'"), isList: true },
    { keyword: 'TABLE', sql: relations("'BASE TABLE', 'SYSTEM VERSIONED'"), isList: true },
    { keyword: 'SEQUENCE', sql: relations("'SEQUENCE'"), isList: true },
    { keyword: 'PROCEDURE', sql: routines('PROCEDURE'), isList: false },
    { keyword: 'FUNCTION', sql: routines('FUNCTION'), isList: false },
    { keyword: 'PACKAGE', sql: routines('PACKAGE'), isList: false },
];
/**
 * Statement by statement, as each commits: after a kill the next call drops the rest. The journal of a stopped
 * import goes first, so that nobody puts back triggers of tables that are gone; the mark of a build goes last. The
 * lock must be held.
 */
export async function dropAll(session) {
    await session.run(`DROP TABLE IF EXISTS ${quoteName(journalTable)}`);
    await session.run('SET SESSION foreign_key_checks = 0');
    for (const { keyword, sql, isList } of kinds) {
        const names = (await session.rows(sql)).map(({ name }) => quoteName(name));
        const step = isList ? namesAtOnce : 1;
        for (let from = 0; from < names.length; from += step) {
            await session.run(`DROP ${keyword} ${names.slice(from, from + step).join(', ')}`);
        }
    }
    await session.run('SET SESSION foreign_key_checks = 1');
    await session.run(`DROP TABLE IF EXISTS ${quoteName(buildTable)}`);
}
/** Names of what dropAll() would drop. */
export async function droppable(session) {
    const names = [];
    for (const { sql } of kinds)
        names.push(...(await session.rows(sql)).map(({ name }) => name));
    return names;
}
