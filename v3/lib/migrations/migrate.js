import { announced } from './announced.js';
import { freeDeadLock } from './knex-lock.js';
import { appliedMigrations, defaultTable, nextBatch } from './migration-history.js';
import { plan } from './pending-migrations.js';
import { runMigrations } from './run-migrations.js';
/**
 * Runs the migrations that the database has not been through, as one batch, each in a transaction of its own with its
 * record and knex's lock (docs/decisions/0001-migrations-one-by-one.md). Nothing is touched where none is pending.
 *
 * @throws MigrationFailed; TaskError 13 while another run holds knex's lock; TaskError 2 for a folder, file or
 * version that is wrong; TaskError 1 for an applied migration that the folder does not have.
 */
export async function migrate(options) {
    const { history, wanted } = await plan(options);
    if (wanted.length === 0)
        return { before: history.applied, applied: [], after: history.applied };
    const knex = options.database.knex();
    const { table = defaultTable, lock, signal, onMigration } = options;
    const applied = await announced(knex, options.onStatement, async () => {
        if (lock && (await freeDeadLock(knex, table, lock)))
            options.onNote?.(freed(table));
        const batch = await nextBatch(knex, table);
        const { files, applied: recorded } = history;
        return runMigrations(knex, { wanted, files, recorded, table, batch, lock, signal, onMigration });
    });
    return { before: history.applied, applied, after: await appliedMigrations(knex, table) };
}
export const freed = (table) => `A run that was killed had left knex's lock (${table}_lock) held; it was freed.`;
