import { isNativeError } from 'node:util/types';
import { exitCodes, TaskError } from '../errors.js';
/*
 * knex keeps 0 in its lock table while it is free, and 1 while it is held, of which nobody can tell whether its holder
 * still runs. What runs under the lock of this tool makes it a 2: whoever holds that lock and finds a 2 knows that the
 * one who wrote it is gone. To knex, any number but 0 is held.
 */
const heldByUs = 2;
export const lockTable = (table) => `${table}_lock`;
/** Frees what a killed run of this tool left; gives whether there was such. `lock` is proof that none runs. */
export async function freeDeadLock(knex, table, _lock) {
    if (!(await knex.schema.hasTable(lockTable(table))))
        return false;
    const freed = await knex(lockTable(table)).where('is_locked', heldByUs).update({ is_locked: 0 });
    return freed > 0;
}
/** The same migration, which says in knex's lock who holds it, in the transaction that took it. */
export function marked(migration, table, lock) {
    const isOneTransaction = migration.config?.transaction !== false;
    const run = (direction) => async (knex) => {
        await knex(lockTable(table)).update({ is_locked: heldByUs });
        // Outside a transaction each statement may have another connection.
        const uncover = isOneTransaction ? await lock.cover(knex) : async () => { };
        try {
            return await migration[direction](knex);
        }
        finally {
            // A connection that is lost holds nothing.
            await uncover().catch(() => { });
        }
    };
    return { ...migration, up: run('up'), down: run('down') };
}
/** Gives an error of knex's that its lock is held as one that the user can act on. */
export function explainLocked(error, table) {
    if (!isNativeError(error) || error.name !== 'MigrationLocked')
        return error;
    return new TaskError(`Another migration is running, or one was killed: ${lockTable(table)} is held`, {
        exitCode: exitCodes.locked,
        hint: `Wait for it. When none is running: UPDATE ${lockTable(table)} SET is_locked = 0`,
        cause: error,
    });
}
