import { TaskError } from '../errors.js';
import { explainLocked, marked } from './knex-lock.js';
import { MigrationFailed } from './migration-failed.js';
import { loadMigrations, migrationSource } from './migration-source.js';
/** Each in a transaction of its own with its record and knex's lock. Gives the names of those that ran. */
export async function runMigrations(knex, options) {
    const { wanted, table, lock } = options;
    const loaded = await loadMigrations(wanted);
    const source = migrationSource(options.files, options.recorded, withLock(loaded, table, lock));
    const applied = [];
    for (const [index, file] of wanted.entries()) {
        options.signal?.throwIfAborted();
        const name = source.getMigrationName(file);
        const isOutsideTransaction = loaded.get(file.name)?.config?.transaction === false;
        const event = { name, position: index + 1, of: wanted.length, isOutsideTransaction };
        await options.onMigration?.({ ...event, state: 'running' });
        await runOne(knex, source, name, options).catch((error) => {
            if (error instanceof TaskError)
                throw error;
            const notRun = wanted.slice(index + 1).map((later) => source.getMigrationName(later));
            throw new MigrationFailed(name, applied, notRun, error);
        });
        applied.push(name);
        await options.onMigration?.({ ...event, state: 'done' });
    }
    return applied;
}
export const withLock = (loaded, table, lock) => lock === undefined
    ? loaded
    : new Map([...loaded].map(([name, migration]) => [name, marked(migration, table, lock)]));
async function runOne(knex, source, name, { table, batch }) {
    try {
        await knex.migrate.up({
            migrationSource: source,
            tableName: table,
            name,
            // Knex makes a batch of each call; in the transaction that records it, it joins that of its run.
            afterAll: (transaction) => transaction(table).where({ name }).update({ batch }),
        });
    }
    catch (error) {
        throw explainLocked(error, table);
    }
}
