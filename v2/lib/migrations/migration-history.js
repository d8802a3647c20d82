import { TaskError } from '../errors.js';
import { migrationFiles, stemOf } from './migration-files.js';
export const defaultTable = 'knex_migrations';
/** Changes nothing in the database, not even by making knex's own tables. TaskError where an applied migration has no file. */
export async function migrationHistory(options) {
    const files = await migrationFiles(options.directory);
    const applied = await appliedMigrations(options.database.knex(), options.table);
    const known = new Set(files.map((file) => file.stem));
    const unknown = applied.filter((name) => !known.has(stemOf(name)));
    if (unknown.length > 0)
        throw unknownMigrations(unknown, options.directory);
    const done = new Set(applied.map(stemOf));
    return { files, applied, pending: files.filter((file) => !done.has(file.stem)) };
}
export async function appliedMigrations(knex, table = defaultTable) {
    if (!(await knex.schema.hasTable(table)))
        return [];
    const rows = await knex(table).orderBy('id').select('name');
    return rows.map((row) => row.name);
}
/** In the order in which they were run. */
export async function appliedWithBatches(knex, table = defaultTable) {
    if (!(await knex.schema.hasTable(table)))
        return [];
    const rows = await knex(table)
        .orderBy('id')
        .select('name', 'batch', 'migration_time');
    return rows.map(({ name, batch, migration_time }) => ({ name, batch: Number(batch), time: migration_time }));
}
export async function nextBatch(knex, table) {
    const applied = await appliedWithBatches(knex, table);
    return applied.reduce((highest, { batch }) => Math.max(highest, batch), 0) + 1;
}
const unknownMigrations = (names, directory) => new TaskError(`The database has been through ${names.length === 1 ? 'a migration' : 'migrations'} that ${directory} does not have: ${names.join(', ')}`, {
    hint: 'It belongs to another or a newer version of the application: migrate with that version’s files.',
});
