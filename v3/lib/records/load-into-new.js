import { exitCodes, TaskError } from '../errors.js';
import { migrate } from '../migrations/migrate.js';
import { MigrationFailed } from '../migrations/migration-failed.js';
import { migrationFiles, stemOf } from '../migrations/migration-files.js';
import { newerThanApplication, otherFramework } from '../versions/version-problem.js';
/**
 * The application's own way to make the schema: for an empty database, with `create`, where its knex migrations are
 * known and the source has a history. `problem`: that history is not this application's, or is ahead of it.
 */
export async function ownSchema(database, { name, head: { schema } }, { create, ignoreVersion, migrations, staysAtVersion }) {
    if (!create || ignoreVersion || migrations === undefined || schema === null)
        return undefined;
    if ((await database.tables()).length > 0)
        return undefined;
    const source = { name, history: schema };
    if (schema.kind !== 'knex')
        return { problem: otherFramework(source, migrations.directory) };
    const files = await migrationFiles(migrations.directory);
    const problem = newerThanApplication(source, new Set(files.map(({ stem }) => stem)), migrations.directory);
    if (problem)
        return { problem };
    const applied = new Set(schema.versions.map(stemOf));
    const names = (some) => some.map((file) => file.name);
    return {
        migrations,
        before: names(files.filter(({ stem }) => applied.has(stem))),
        after: staysAtVersion ? [] : names(files.filter(({ stem }) => !applied.has(stem))),
    };
}
/**
 * Migrates an empty database to the source's version, loads its records with `load`, and migrates on, so that
 * migrations that change records see them. What the first migrations filled in gives way to the source's records.
 * Whatever goes wrong, the database is empty again.
 */
export async function loadIntoNew(database, schema, options, load) {
    const build = await database.build();
    try {
        const run = (only) => migrateNew(build.database, schema, only, options);
        await run(schema.before);
        const result = await load(build.database, { ...options, clear: true });
        await run(schema.after);
        await build.finish();
        return {
            ...result,
            notes: [...result.notes, madeBy(schema)],
            migrated: [...schema.before, ...schema.after],
        };
    }
    catch (error) {
        await emptyAgain(build, database, error);
        options.signal?.throwIfAborted();
        throw error instanceof MigrationFailed ? failedOnTheWay(error, schema) : error;
    }
}
async function migrateNew(database, { migrations: { directory, table } }, only, { signal, onStatement, onMigration }) {
    signal?.throwIfAborted();
    if (only.length === 0)
        return;
    const options = { database, directory, table, only, signal, onStatement, onMigration };
    await migrate(options);
}
async function emptyAgain(build, { settings }, error) {
    try {
        await build.undo();
    }
    catch (cause) {
        throw new TaskError(`${error.message}; and ${settings.display} could not be emptied again: ${cause.message}`, {
            exitCode: error instanceof TaskError ? error.exitCode : exitCodes.failed,
            hint: 'It is half made. The next run that reaches it empties it first.',
            cause: error,
        });
    }
}
function failedOnTheWay(failure, { after }) {
    const when = after.includes(failure.migration) ? 'when the records were in' : 'before the records came in';
    return new TaskError(`${failure.message} (${when})`, {
        hint: 'Correct it, and import again. The database is empty again, as it was before.',
        cause: failure,
    });
}
/** For those who only look. */
export const wouldBeMade = ({ before, after }) => `The schema would be made by the application’s migrations, to ${stemOf(before.at(-1) ?? 'none')}` +
    (after.length === 0
        ? '.'
        : `; with the records in it would be migrated on to ${stemOf(after.at(-1))} (${after.length} ${after.length === 1 ? 'migration' : 'migrations'}).`);
const madeBy = ({ before, after }) => after.length === 0
    ? `The schema was made by the application’s migrations, to ${stemOf(before.at(-1) ?? 'none')}.`
    : `The schema was made by the application’s migrations, to ${stemOf(before.at(-1) ?? 'none')}; with the records in it ` +
        `was migrated on to ${stemOf(after.at(-1))} (${after.length} ${after.length === 1 ? 'migration' : 'migrations'}).`;
