import { resolveDatabase } from '../config/resolve-database.js';
import { describeError } from '../lib/runner/describe-error.js';
import { defineTask } from '../lib/task/define-task.js';
import { backupName, locationsOf, mediaOf, openFirst } from './backup-place.js';
import { configured, plannedMigrations, runMigrations, runSeeds } from './migration-steps.js';
import { databaseOption } from './options.js';
import { onProgress } from './progress.js';
import { rollbackQuestion, rollbackStep } from './rollback-step.js';
import { runCommand } from './run-command.js';
import { runConfiguredBackup, tellBackup } from './run-configured-backup.js';
import { counted } from './summary.js';
import { usageError } from './usage-error.js';
const options = {
    database: databaseOption,
    skipBackup: { type: 'boolean', short: 's', help: 'no backup first, and so no way back with --rollback' },
    rollback: { type: 'boolean', help: 'go back to the backup of the last update, and prove that it is back' },
};
export default defineTask({
    summary: 'Brings the application up to date: backup, steps before, migrations, steps after; or back',
    description: 'Makes a backup, then runs `update.before` (commands, or names of tasks), the pending migrations, the seeds if the ' +
        'database is empty, and `update.after`; stops at the first that fails. One that failed or was killed is gone on with ' +
        'by the next, or taken back with --rollback, which asks, unless --yes. One run at a time: a second ends with exit code 13.',
    examples: [
        'tasks update',
        'tasks update export-records -f data.json',
        'tasks --dry update',
        'tasks update --rollback --yes',
    ],
    options,
    destructive: (context) => context.options.rollback ? rollbackQuestion(context, context.options.database) : undefined,
    steps: (context) => {
        const { rollback, skipBackup, database } = context.options;
        if (rollback && skipBackup)
            throw usageError('--rollback and --skip-backup exclude each other', 'give one of them');
        return rollback ? [rollbackStep(context, database)] : updateSteps(context, { database, skipBackup });
    },
});
function updateSteps(context, choice) {
    const settings = resolveDatabase(context.config, choice.database, context.cwd);
    const { before, after } = context.config.update;
    const parts = [
        ...(choice.skipBackup ? [] : [backupPart(context, choice)]),
        ...before.map((command) => configuredPart(context, choice, command)),
        migrationPart(context, choice),
        ...(context.config.seeds ? [seedPart(context, choice)] : []),
        ...after.map((command) => configuredPart(context, choice, command)),
    ];
    let run;
    return [
        {
            title: `Begin the update of ${settings.display}`,
            dry: () => dryBegin(context, choice),
            task: async () => {
                run = await begin(context, choice, parts.map(({ title }) => title));
            },
        },
        ...parts.map((part, index) => ({
            title: part.title,
            ...(part.dry ? { dry: part.dry } : {}),
            task: (_, step) => run.step(index, () => part.work(run, step)),
        })),
        {
            title: 'Look at the new version',
            dry: async () => 'tell the versions before and after',
            task: () => finish(context, run),
        },
    ];
}
async function begin(context, choice, titles) {
    const { config, cwd, signal } = context;
    await loadBeforehand();
    const { describeEarlier, UpdateRun } = await import('../lib/update/update-run.js');
    const { directory, table } = configured(config);
    const store = await openFirst(context, []);
    const run = await UpdateRun.begin({
        settings: resolveDatabase(config, choice.database, cwd),
        name: backupName(context, choice.database),
        store,
        onEnd: () => store.close(),
        migrations: directory === undefined ? undefined : { directory, table },
        titles,
        skipBackup: choice.skipBackup,
        signal,
        onNote: context.note,
        describe: describeError,
    });
    const told = run.earlier && describeEarlier(run.earlier);
    if (told !== undefined)
        context.note(told);
    const { unfinished, state } = run.earlier ?? {};
    context.result({
        run: run.state.run,
        ...(unfinished
            ? { earlier: { run: state.run, unfinished, step: state.step, error: state.error } }
            : {}),
    });
    return run;
}
/** A step before may replace this very package (npm ci): what comes later is loaded while it is one version. */
async function loadBeforehand() {
    await Promise.all([
        import('../lib/backup/run-backup.js'),
        import('../lib/migrations/migrate.js'),
        import('../lib/migrations/seed-if-empty.js'),
        import('../lib/records/database-history.js'),
        import('../lib/runner/run-other-task.js'),
        import('../lib/dialects/lock-database.js'),
        import('../lib/store/open-store.js'),
    ]);
}
async function dryBegin(context, choice) {
    const { readUpdateState } = await import('../lib/update/update-state.js');
    const settings = resolveDatabase(context.config, choice.database, context.cwd);
    const store = await openFirst(context, []);
    try {
        const state = await readUpdateState({ store, name: backupName(context, choice.database), settings });
        const what = `begin the update of ${settings.display}`;
        if (state?.phase === 'rolling back')
            return 'refuse: a rollback was stopped, and tasks update --rollback completes it';
        if (state?.phase !== 'running' && state?.phase !== 'failed')
            return what;
        const { title = 'its first step' } = state.step ?? {};
        return `${what}, after one that began ${state.run} and stopped in ${JSON.stringify(title)}`;
    }
    finally {
        await store.close();
    }
}
/** A database without tables is one that is still to be made: there is nothing to lose. */
function backupPart(context, { database }) {
    const settings = resolveDatabase(context.config, database, context.cwd);
    const title = `Back up ${settings.display}`;
    return {
        title,
        dry: async () => {
            const { isEmptyDatabase } = await import('../lib/records/is-empty-database.js');
            if (await isEmptyDatabase(settings, context.signal))
                return `make no backup: there is nothing in ${settings.display} yet`;
            const media = mediaOf(context).length;
            const folders = media === 0 ? '' : ` and ${counted(media, 'media folder')}`;
            return `back up ${settings.display}${folders} to ${locationsOf(context, []).join(', ')}`;
        },
        work: async (run, step) => {
            if (run.isEmpty)
                return step.title(`${title}: there is nothing in it yet`);
            const goesOn = run.earlier?.unfinished === 'goes on';
            const start = performance.now();
            const result = await runConfiguredBackup(context, {
                database,
                path: [],
                label: goesOn ? 'before going on with an update' : 'before update',
                // What an earlier try left half done says nothing about what is usual, and its own backup must stay.
                ...(goesOn ? { floor: 0, skipRetention: true } : {}),
            }, onProgress(step));
            tellBackup(context, result, start);
            await run.backedUp(result.manifest.id);
        },
    };
}
/** A command line, or the name of a task. */
function configuredPart(context, { database }, command) {
    if (!context.hasTask(command))
        return { title: command, work: () => runCommand(context, command, database) };
    if (command === 'update' || command === 'migrate')
        throw usageError(`${command} cannot be a step of an update, which holds the lock`, 'take it out of update.before and update.after');
    return {
        title: `Task ${command}`,
        work: (_, step) => context.runTask(command, step, database === undefined ? {} : { database }),
    };
}
function migrationPart(context, { database }) {
    const settings = resolveDatabase(context.config, database, context.cwd);
    const { command } = configured(context.config);
    return {
        title: `Migrate ${settings.display}`,
        dry: () => plannedMigrations(context, { database }),
        work: async (run, step) => {
            if (command !== undefined)
                await run.onCommand(command);
            await runMigrations(context, { database }, step, {
                lock: run.lock,
                onMigration: (event) => run.onMigration(event),
            });
            if (command !== undefined)
                await run.migrated();
        },
    };
}
function seedPart(context, { database }) {
    const settings = resolveDatabase(context.config, database, context.cwd);
    return {
        title: `Seed ${settings.display}`,
        dry: async () => `run the seeds of ${context.config.seeds?.directory} if ${settings.display} is empty`,
        work: (_, step) => runSeeds(context, { database }, step),
    };
}
async function finish(context, run) {
    const { before, after } = await run.finish();
    const { backup, tool } = run.state;
    const toolBefore = run.earlier?.state.tool;
    context.result({
        schema: { before, after },
        tool: { before: toolBefore ?? null, after: tool },
        backup: backup ?? null,
    });
    const from = versionOf(before);
    const to = versionOf(after);
    const toolChange = toolBefore === undefined || toolBefore === tool ? tool : `${tool}, before ${toolBefore}`;
    context.summary(`Updated: ${from === to ? `the schema stays at ${to}` : `the schema went from ${from} to ${to}`} (${toolChange})`);
    if (backup !== undefined && from !== to)
        context.summary(`The way back: tasks update --rollback (${backup})`);
}
const versionOf = (history) => history?.versions.at(-1) ?? 'no migrations';
