import { exitCodes, TaskError } from '../../errors.js';
/** Two numbers that no other program is likely to lock: `reco`, `task`. */
const lockKeys = [0x7265636f, 0x7461736b];
/** The lock of imports. Ends with its transaction, however that ends. TaskError 13 while another run holds it. */
export async function takeLock(session, databaseName) {
    const [row] = await session.query('SELECT pg_catalog.pg_try_advisory_xact_lock($1, $2) AS free', [...lockKeys]);
    if (!row?.free)
        throw locked(databaseName);
}
/** The same until unlock() or the end of the session; its transactions may take it again. */
export async function takeSessionLock(session, databaseName) {
    const [row] = await session.query('SELECT pg_catalog.pg_try_advisory_lock($1, $2) AS free', [...lockKeys]);
    if (!row?.free)
        throw locked(databaseName);
}
export const unlockSql = `SELECT pg_catalog.pg_advisory_unlock(${lockKeys.join(', ')})`;
const locked = (databaseName) => new TaskError(`Another run of record-tasks is loading the database ${JSON.stringify(databaseName)}.`, {
    exitCode: exitCodes.locked,
    hint: 'Wait until it has ended. Its session is in pg_locks, as an advisory lock.',
});
