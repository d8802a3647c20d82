import { createHash } from 'node:crypto';
import { exitCodes, TaskError } from '../../errors.js';
import { quoteText } from './sql-text.js';
const longestName = 64;
/**
 * One per database of the server and purpose, without one that of imports; the server frees it when the connection that
 * holds it ends, however it ends.
 */
export function lockName(database, purpose) {
    const prefix = `record-tasks:${purpose === undefined ? '' : `${purpose}:`}`;
    const name = `${prefix}${database}`;
    if (name.length <= longestName && /^[\x20-\x7e]*$/.test(name))
        return name;
    return `${prefix}${createHash('sha256').update(database).digest('hex').slice(0, 40)}`;
}
/** Whether the lock was got; waits that many seconds for it. */
export async function takeLock(session, database, seconds) {
    return (await session.value(`SELECT GET_LOCK(${quoteText(lockName(database))}, ${seconds})`)) === '1';
}
/** TaskError 13 while another run holds it. */
export async function requireLock(session, database) {
    if (await takeLock(session, database, 0))
        return;
    throw new TaskError(`another run is importing into ${database}`, {
        exitCode: exitCodes.locked,
        hint: 'Wait until it has ended.',
    });
}
export async function releaseLock(session, database) {
    await session.value(`SELECT RELEASE_LOCK(${quoteText(lockName(database))})`);
}
