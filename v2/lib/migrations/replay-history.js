import { TaskError } from '../errors.js';
import { announced } from './announced.js';
import { migrationFiles, stemOf } from './migration-files.js';
import { defaultTable, } from './migration-history.js';
import { runMigrations } from './run-migrations.js';
/** Takes an empty database through a history that another one had: the same names in the same order, batches and times. */
export async function replayHistory(options) {
    const { database, directory, table = defaultTable, applied, lock, signal, onMigration } = options;
    const files = await migrationFiles(directory);
    const wanted = applied.map(({ name }) => fileOf(name, files, directory));
    const recorded = applied.map(({ name }) => name);
    const knex = database.knex();
    await announced(knex, options.onStatement, async () => {
        await runMigrations(knex, { wanted, files, recorded, table, batch: 1, lock, signal, onMigration });
        await restoreRecords(knex, table, applied);
    });
}
function fileOf(name, files, directory) {
    const file = files.find(({ stem }) => stem === stemOf(name));
    if (file)
        return file;
    throw new TaskError(`${directory} does not have the migration ${name}`, {
        hint: 'Take the files of the version that the database was at.',
    });
}
async function restoreRecords(knex, table, applied) {
    await knex.transaction(async (transaction) => {
        for (const { name, batch, time } of applied)
            await transaction(table).where({ name }).update({ batch, migration_time: time });
    });
}
