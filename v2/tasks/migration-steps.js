import { existsSync } from 'node:fs';
import { resolveDatabase } from '../config/resolve-database.js';
import { runCommand } from './run-command.js';
import { counted } from './summary.js';
import { usageError } from './usage-error.js';
/** Brings the schema up to date: with the knex migrations of the configuration, or another framework's command. */
export function migrationStep(context, choice) {
    const settings = resolveDatabase(context.config, choice.database, context.cwd);
    return {
        title: `Migrate ${settings.display}`,
        dry: () => plannedMigrations(context, choice),
        task: (_, step) => locked(settings, (lock) => runMigrations(context, choice, step, { lock })),
    };
}
/** The lock must be held. */
export async function runMigrations(context, choice, step, { lock, onMigration }) {
    const migrations = configured(context.config);
    const settings = resolveDatabase(context.config, choice.database, context.cwd);
    if (migrations.command !== undefined) {
        if (choice.to !== undefined)
            throw knexOnly('--to');
        return runFramework(context, choice, migrations.command, settings);
    }
    const { migrate } = await import('../lib/migrations/migrate.js');
    const result = await withDatabase(context, settings, (database) => migrate({ ...knexOptions(context, migrations, database, step, lock, onMigration), to: choice.to }));
    context.result({ ...result });
    context.summary(describe(result, settings));
}
const knexOptions = (context, { directory, table }, database, step, lock, onMigration) => ({
    database,
    directory,
    table,
    lock,
    signal: context.signal,
    onStatement: context.echo,
    onNote: context.note,
    onMigration: async (event) => {
        if (event.state === 'running')
            step.output(`${event.position}/${event.of} ${event.name}`);
        await onMigration?.(event);
    },
});
/** Another framework's command; what it did is told by its history before and after. */
async function runFramework(context, choice, command, settings) {
    const { databaseHistory } = await import('../lib/records/database-history.js');
    const before = await databaseHistory(settings, context.signal);
    await runCommand(context, command, choice.database);
    const after = await databaseHistory(settings, context.signal);
    const [were, are] = [before?.versions ?? [], after?.versions ?? []];
    const applied = are.filter((version) => !were.includes(version));
    const undone = were.filter((version) => !are.includes(version));
    context.result({ kind: after?.kind ?? null, before: were, applied, undone, after: are });
    if (after === null)
        context.note(`${settings.display} has no migration history that is known after ${JSON.stringify(command)}`);
    else
        context.summary(describeFramework(after, applied, undone, settings));
}
function describeFramework({ kind, versions }, applied, undone, { display }) {
    const now = versions.at(-1) ?? 'no migrations';
    if (applied.length + undone.length === 0)
        return `${display} is as it was: ${kind}, ${now}`;
    const changes = [
        ...(applied.length === 0 ? [] : [`in: ${applied.join(', ')}`]),
        ...(undone.length === 0 ? [] : [`no longer in: ${undone.join(', ')}`]),
    ];
    return `${display} went by ${kind}: ${changes.join('; ')}`;
}
/** Every migration with its state. */
export function listStep(context, choice) {
    const settings = resolveDatabase(context.config, choice.database, context.cwd);
    const list = () => listMigrations(context, settings);
    return {
        title: `List the migrations of ${settings.display}`,
        dry: async () => {
            await list();
            return 'change nothing: listing never does';
        },
        task: list,
    };
}
async function listMigrations(context, settings) {
    const migrations = configured(context.config);
    if (migrations.command !== undefined)
        return listFramework(context, settings);
    const { listMigrations: list } = await import('../lib/migrations/list-migrations.js');
    const { directory, table } = migrations;
    const listed = isMissing(settings)
        ? await list({ directory, table })
        : await withDatabase(context, settings, (database) => list({ database, directory, table }));
    const count = (state) => listed.filter((each) => each.state === state).length;
    context.result({
        kind: 'knex',
        migrations: listed,
        applied: listed.filter(({ state }) => state !== 'pending').map(({ name }) => name),
        pending: listed.filter(({ state }) => state === 'pending').map(({ name }) => name),
    });
    const width = Math.max(0, ...listed.map(({ name }) => name.length));
    context.print(listed.map(({ name, state, batch, applied }) => [
        name.padEnd(width),
        state === 'missing' ? 'applied, and there is no file' : state,
        ...(batch === undefined ? [] : [`batch ${batch}`]),
        ...(applied === undefined ? [] : [applied]),
    ].join('  ')));
    context.summary(`${counted(listed.length - count('pending'), 'migration')} applied, ${count('pending')} pending on ${settings.display}`);
}
/** What is pending, only the framework's own command knows. */
async function listFramework(context, settings) {
    const { databaseHistory } = await import('../lib/records/database-history.js');
    const history = await databaseHistory(settings, context.signal);
    const versions = history?.versions ?? [];
    context.result({
        kind: history?.kind ?? null,
        migrations: versions.map((name) => ({ name, state: 'applied' })),
        applied: versions,
    });
    context.print(versions.map((name) => `${name}  applied`));
    context.summary(history === null
        ? `${settings.display} has no migration history that is known`
        : `${counted(versions.length, 'migration')} applied by ${history.kind} on ${settings.display}; its own command says what is pending`);
}
/** Undoes the last batch of knex migrations. */
export function downStep(context, choice) {
    const migrations = configured(context.config);
    if (migrations.command !== undefined)
        throw knexOnly('--down');
    const settings = resolveDatabase(context.config, choice.database, context.cwd);
    return {
        title: `Undo the last batch of migrations of ${settings.display}`,
        dry: async () => {
            const { lastBatch } = await import('../lib/migrations/migrate-down.js');
            const undo = isMissing(settings)
                ? []
                : await withDatabase(context, settings, (database) => lastBatch({ database, ...migrations }));
            context.result({ undo });
            return undo.length > 0 ? `undo ${undo.join(', ')}` : 'undo nothing, no migration is in';
        },
        task: (_, step) => locked(settings, async (lock) => {
            const { migrateDown } = await import('../lib/migrations/migrate-down.js');
            const result = await withDatabase(context, settings, (database) => migrateDown(knexOptions(context, migrations, database, step, lock)));
            context.result({ ...result });
            const now = result.after.at(-1) ?? 'no migrations';
            context.summary(result.undone.length === 0
                ? `No migration is in ${settings.display}`
                : `Undid ${result.undone.join(', ')} on ${settings.display}: it is at ${now}`);
        }),
    };
}
/** What `migrate` would do, for --dry. */
export async function plannedMigrations(context, choice) {
    const migrations = configured(context.config);
    const settings = resolveDatabase(context.config, choice.database, context.cwd);
    if (migrations.command !== undefined) {
        if (choice.to !== undefined)
            throw knexOnly('--to');
        const { databaseHistory } = await import('../lib/records/database-history.js');
        const history = await databaseHistory(settings, context.signal);
        const now = history?.versions.at(-1);
        return `run ${migrations.command} on ${settings.display}${now === undefined ? '' : `, which is at ${now}`}`;
    }
    const { directory, table } = migrations;
    if (isMissing(settings))
        return `make ${settings.filename} and run all migrations of ${directory}`;
    const { pendingMigrations } = await import('../lib/migrations/pending-migrations.js');
    const pending = await withDatabase(context, settings, (database) => pendingMigrations({ database, directory, table, to: choice.to }));
    context.result({ pending });
    return pending.length > 0 ? `run ${pending.join(', ')}` : 'run no migrations, none is pending';
}
/** Fills a database that the migrations have just made; one that holds a single row is left alone. */
export async function runSeeds(context, choice, step) {
    const settings = resolveDatabase(context.config, choice.database, context.cwd);
    const { seedIfEmpty } = await import('../lib/migrations/seed-if-empty.js');
    const { readSchemaHistory } = await import('../lib/records/schema-history.js');
    const { seeded } = await withDatabase(context, settings, async (database) => {
        const all = await database.tables();
        const { historyTables } = await readSchemaHistory(database, all);
        return seedIfEmpty({
            database,
            directory: context.config.seeds.directory,
            tables: all.filter((table) => !historyTables.includes(table)),
            signal: context.signal,
            onStatement: context.echo,
            onSeed: ({ name, position, of }) => step.output(`${position}/${of} ${name}`),
        });
    });
    context.result({ seeded });
    if (seeded.length === 0)
        step.title(`Seed ${settings.display}: it has records already`);
    else
        context.summary(`Seeded ${settings.display}: ${seeded.join(', ')}`);
}
export function configured(config) {
    if (config.migrations)
        return config.migrations;
    throw usageError('No migrations are configured', "Add migrations: { directory: 'migrations' } or { command: '…' } to tasks.config.ts.");
}
const knexOnly = (option) => usageError(`${option} is for knex migrations, and migrations.command is another framework's`, 'Run that command with its own options.');
const isMissing = ({ filename }) => filename !== undefined && !existsSync(filename);
async function locked(settings, work) {
    const { lockDatabase } = await import('../lib/dialects/lock-database.js');
    const lock = await lockDatabase(settings);
    try {
        return await work(lock);
    }
    finally {
        await lock.release();
    }
}
async function withDatabase(context, settings, work) {
    const { openDatabase } = await import('../lib/dialects/open-database.js');
    const { signal, echo: onStatement, flags } = context;
    const database = await openDatabase(settings, { signal, onStatement, createFile: !flags.dry });
    try {
        for (const note of await database.recover())
            context.note(note);
        return await work(database);
    }
    finally {
        await database.close();
    }
}
function describe(result, settings) {
    const now = result.after.at(-1) ?? 'no migrations';
    if (result.applied.length === 0)
        return `${settings.display} is up to date (${now})`;
    return `Ran ${counted(result.applied.length, 'migration')} on ${settings.display}: it is at ${now}`;
}
