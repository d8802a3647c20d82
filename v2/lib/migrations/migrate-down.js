import { exitCodes, TaskError } from '../errors.js';
import { announced } from './announced.js';
import { explainLocked, freeDeadLock } from './knex-lock.js';
import { freed } from './migrate.js';
import { MigrationNotUndone } from './migration-failed.js';
import { migrationFiles, stemOf } from './migration-files.js';
import { appliedMigrations, appliedWithBatches, defaultTable, } from './migration-history.js';
import { loadMigrations, migrationSource } from './migration-source.js';
import { withLock } from './run-migrations.js';
/** Names of the last batch's migrations, in the order in which migrateDown() would undo them. Changes nothing. */
export async function lastBatch({ database, table }) {
    const applied = await appliedWithBatches(database.knex(), table);
    const last = applied.reduce((highest, { batch }) => Math.max(highest, batch), 0);
    return applied
        .filter(({ batch }) => batch === last)
        .map(({ name }) => name)
        .reverse();
}
/**
 * Undoes the last batch, the last migration first, each in a transaction of its own with its record and knex's lock.
 * TaskError 2 before the first where one has no file or no function `down`; MigrationNotUndone where one fails.
 */
export async function migrateDown(options) {
    const { database, directory, table = defaultTable, lock } = options;
    const knex = database.knex();
    const before = await appliedMigrations(knex, table);
    const names = await lastBatch(options);
    if (names.length === 0)
        return { before, undone: [], after: before };
    const files = await migrationFiles(directory);
    const loaded = await loadMigrations(filesOf(names, files, directory));
    refuseOneWay(names, files, loaded);
    const undone = await announced(knex, options.onStatement, async () => {
        if (lock && (await freeDeadLock(knex, table, lock)))
            options.onNote?.(freed(table));
        const source = migrationSource(files, before, withLock(loaded, table, lock));
        return undoAll(knex, names, source, loaded, options);
    });
    return { before, undone, after: await appliedMigrations(knex, table) };
}
const fileOf = (name, files) => files.find(({ stem }) => stem === stemOf(name));
function filesOf(names, files, directory) {
    const missing = names.filter((name) => fileOf(name, files) === undefined);
    if (missing.length === 0)
        return names.map((name) => fileOf(name, files));
    throw new TaskError(`${directory} does not have ${missing.join(', ')}, of the last batch`, {
        exitCode: exitCodes.usage,
        hint: 'Only the files that made a change can undo it: take those of that version. Nothing was undone.',
    });
}
function refuseOneWay(names, files, loaded) {
    const oneWay = names.filter((name) => loaded.get(fileOf(name, files).name).isOneWay);
    if (oneWay.length === 0)
        return;
    throw new TaskError(`There is no way back from ${oneWay.join(', ')}: no function down`, {
        exitCode: exitCodes.usage,
        hint: 'Write it, or restore a backup from before. Nothing was undone.',
    });
}
async function undoAll(knex, names, source, loaded, options) {
    const { table = defaultTable, signal, onMigration } = options;
    const files = await source.getMigrations();
    const undone = [];
    for (const [index, name] of names.entries()) {
        signal?.throwIfAborted();
        const isOutsideTransaction = loaded.get(fileOf(name, files).name).config?.transaction === false;
        const event = { name, position: index + 1, of: names.length, isOutsideTransaction };
        await onMigration?.({ ...event, state: 'running' });
        await undoOne(knex, source, name, table, isOutsideTransaction).catch((error) => {
            if (error instanceof TaskError)
                throw error;
            throw new MigrationNotUndone(name, undone, names.slice(index), error);
        });
        undone.push(name);
        await onMigration?.({ ...event, state: 'done' });
    }
    return undone;
}
/** Knex takes a migration back in one transaction and removes its record in another; within ours both are one. */
async function undoOne(knex, source, name, table, isOutsideTransaction) {
    const down = (place) => place.migrate.down({
        migrationSource: withoutConfig(source),
        tableName: table,
        name,
        // MySQL loses a savepoint at the first DDL statement.
        disableTransactions: true,
    });
    try {
        if (isOutsideTransaction)
            await down(knex);
        else
            await knex.transaction((transaction) => down(transaction));
    }
    catch (error) {
        throw explainLocked(error, table);
    }
}
const withoutConfig = (source) => ({
    ...source,
    getMigration: async (file) => {
        const { config: _, ...rest } = await source.getMigration(file);
        return rest;
    },
});
