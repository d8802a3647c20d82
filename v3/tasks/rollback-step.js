import { resolveDatabase } from '../config/resolve-database.js';
import { backupName, encryptionOf, keysOf, mediaOf, openFirst } from './backup-place.js';
import { configured } from './migration-steps.js';
import { onProgress } from './progress.js';
import { counted, seconds } from './summary.js';
const steps = {
    check: 'Checking the backup and the migrations',
    safety: 'Backing up what is replaced',
    records: 'Loading the records',
    empty: 'Emptying the database',
    migrate: 'Migrating to the version before',
    load: 'Loading the records',
    compare: 'Comparing with the backup',
    media: 'Putting the media in place',
};
/** What is going to be replaced, and by what. */
export async function rollbackQuestion(context, database) {
    return withOptions(context, database, async (options) => {
        const { planRollback } = await import('../lib/update/rollback-update.js');
        const { state, way, manifest } = await planRollback(options);
        const { display } = options.settings;
        if (manifest === undefined)
            return `Empty ${display}, as it was before the update that began ${state.run}?`;
        const media = manifest.media && options.media.length > 0 ? ' and its media' : '';
        const what = way === 'schema' ? `The schema and all records of ${display}` : `All records of ${display}`;
        return `${what}${media} become what they were in ${manifest.id}, made ${manifest.created}: go on?`;
    });
}
/** Brings back what was there before the last update, and proves it. */
export function rollbackStep(context, database) {
    const settings = resolveDatabase(context.config, database, context.cwd);
    return {
        title: `Roll back the last update of ${settings.display}`,
        dry: () => withOptions(context, database, async (options) => {
            const { planRollback } = await import('../lib/update/rollback-update.js');
            const { state, way, manifest } = await planRollback(options);
            context.result({ run: state.run, way, backup: manifest?.id ?? null });
            return dryWords[way](settings.display, manifest?.id ?? '', state.before.history?.versions.at(-1) ?? '');
        }),
        task: (_, step) => withOptions(context, database, async (options) => {
            const { rollbackUpdate } = await import('../lib/update/rollback-update.js');
            const start = performance.now();
            const result = await rollbackUpdate({
                ...options,
                onProgress: onProgress(step),
                onStep: (name) => step.output(steps[name]),
            });
            tell(context, result, settings.display, start);
        }),
    };
}
const dryWords = {
    records: (database, backup) => `back up ${database}, replace its records by those of ${backup}, and compare`,
    schema: (database, backup, version) => `back up ${database}, empty it, migrate it to ${version}, load the records of ${backup}, and compare`,
    empty: (database) => `back up ${database}, and empty it`,
};
async function withOptions(context, database, work) {
    const store = await openFirst(context, []);
    const { directory, table } = configured(context.config);
    try {
        return await work({
            settings: resolveDatabase(context.config, database, context.cwd),
            name: backupName(context, database),
            store,
            migrations: directory === undefined ? undefined : { directory, table },
            keys: keysOf(context),
            media: mediaOf(context),
            encryption: encryptionOf(context),
            signal: context.signal,
            onStatement: context.echo,
        });
    }
    finally {
        await store.close();
    }
}
function tell(context, result, display, start) {
    const { records, safetyId, compared, differences, without, notes, backup, ...rest } = result;
    for (const note of notes)
        context.note(note);
    context.result({
        ...rest,
        backup: backup ?? null,
        safetyId: safetyId ?? null,
        equal: true,
        compared,
        differences,
        without,
        ...(records ? { tables: records.tables, rows: records.rows } : {}),
    });
    for (const difference of differences)
        context.partial(`The schema is not quite what it was: ${difference}`);
    for (const table of without)
        context.partial(`${table}: its records are not in ${backup}${safetyId === undefined ? '' : `; those that it had now are in ${safetyId}`}`);
    context.summary(backup === undefined
        ? `${display} is empty, as it was before the update that began ${result.run} (${seconds(start)})`
        : `${display} is what it was in ${backup}: ${counted(compared, 'record')} compared, all equal (${seconds(start)})`);
    if (safetyId !== undefined)
        context.summary(`What was replaced is in the backup ${safetyId}`);
}
