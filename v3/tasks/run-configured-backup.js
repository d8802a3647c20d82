import { resolveDatabase } from '../config/resolve-database.js';
import { backupName, encryptionOf, locationsOf, mediaOf } from './backup-place.js';
import { counted, seconds, size } from './summary.js';
/** One backup as the configuration says, in all locations, with retention. */
export async function runConfiguredBackup(context, choice, onProgress) {
    const { config, cwd, env, signal, echo } = context;
    const { runBackup } = await import('../lib/backup/run-backup.js');
    const { openStore } = await import('../lib/store/open-store.js');
    const locations = locationsOf(context, choice.path);
    const stores = await Promise.all(locations.map((location) => openStore(location, env)));
    try {
        return await runBackup({
            name: backupName(context, choice.database),
            stores,
            database: choice.skipRecords ? undefined : resolveDatabase(config, choice.database, cwd),
            leaveOut: config.exclude,
            media: choice.skipMedia ? [] : mediaOf(context),
            encryption: encryptionOf(context),
            label: choice.label,
            pinned: choice.pin ?? false,
            floor: choice.floor ?? config.backup.floor,
            keep: choice.skipRetention ? undefined : config.backup.keep,
            timezone: config.backup.timezone,
            signal,
            onProgress,
            onStatement: echo,
        });
    }
    finally {
        for (const store of stores)
            await store.close();
    }
}
/** Stores name themselves in their messages; databases and media do not. */
const toldOf = (location, { message }) => message.includes(location) ? message : `${location}: ${message}`;
/** What a backup was, and what is to be known about it. */
export function tellBackup(context, { manifest, locations, notes }, start) {
    for (const note of notes)
        context.note(note);
    context.result({
        id: manifest.id,
        manifest,
        locations: locations.map(({ error, ...rest }) => ({
            ...rest,
            ...(error === undefined ? {} : { error: error.message }),
        })),
    });
    for (const { location, error } of locations)
        if (error !== undefined)
            context.partial(toldOf(location, error));
    for (const each of manifest.media?.disturbed ?? [])
        context.partial(each);
    const { records, media } = manifest;
    const parts = [
        ...(records ? [counted(records.rows, 'record')] : []),
        ...(media ? [`${counted(media.files, 'file')} (${size(media.bytes)})`] : []),
    ];
    const bytes = locations.find((each) => each.size !== undefined)?.size ?? 0;
    context.summary(`Backed up ${parts.join(' and ')} as ${manifest.id} (${size(bytes)}, ${seconds(start)})`);
    for (const { location, pruned } of locations)
        if (pruned.length > 0)
            context.summary(`Removed by retention in ${location}: ${pruned.join(', ')}`);
}
