import { existsSync } from 'node:fs';
import { openDatabase } from '../dialects/open-database.js';
import { exitCodes, TaskError } from '../errors.js';
import { importRecords } from '../records/import-records.js';
import { chooseBackup, partsOf, readCatalog } from './catalog.js';
import { makeLocked, refuseEntangledMedia } from './make-backup.js';
import { readPart, verifyPart } from './read-part.js';
import { stageMedia } from './stage-media.js';
/**
 * Brings a backup back. Everything in it is verified, its records are checked against the target and its media unpacked
 * beside their folders before anything is touched. Then the safety backup; the records in one transaction; the media
 * by rename. A run that dies leaves the database as it was or wholly restored, and another run completes it.
 */
export async function restoreBackup(options) {
    refuseEntangledMedia(options);
    const lock = await options.store.lock(options.name);
    try {
        return await restoreLocked(options);
    }
    finally {
        await lock.release();
    }
}
async function restoreLocked(options) {
    const { store, signal, onPhase } = options;
    const catalog = await readCatalog(store, options.name);
    const { manifest } = chooseBackup(catalog, options.choice, store.display);
    requireParts(manifest, options);
    onPhase?.('verify');
    for (const part of partsOf(manifest))
        await verifyPart(store, part, { signal });
    if (options.database) {
        onPhase?.('check');
        if (options.recordsWay)
            await options.recordsWay.check(opener(manifest, options));
        else
            await loadFrom(manifest, options, true);
    }
    const staged = await stage(manifest, options);
    try {
        const safety = await backUpTarget(manifest, options);
        const records = await loadRecords(manifest, options, safety?.id);
        if (staged) {
            onPhase?.('swap');
            await staged.swap().catch((error) => Promise.reject(halfDone(error, manifest, options)));
        }
        return {
            manifest,
            safetyId: safety?.id,
            records,
            media: staged && { files: staged.files, bytes: staged.bytes },
            notes: [
                ...(staged?.notes ?? []),
                ...(safety?.media?.disturbed ?? []).map(lost),
                ...(records?.notes ?? []),
            ],
        };
    }
    finally {
        await staged?.discard();
    }
}
/** What a backup cannot hold, such as a link, is gone with what was replaced. */
const lost = (disturbed) => `Not as it was in the backup of what was replaced: ${disturbed}`;
async function loadRecords(manifest, options, safetyId) {
    if (!options.database)
        return undefined;
    options.onPhase?.('load');
    return options.recordsWay
        ? options.recordsWay.load(opener(manifest, options), safetyId)
        : loadFrom(manifest, options, false);
}
const opener = (manifest, { store, keys, signal }) => () => readPart(store, manifest, manifest.records, keys, { signal });
function requireParts(manifest, { database, media }) {
    if (database && !manifest.records)
        throw lacks(manifest, 'records', '--skip-records');
    if (media.length > 0 && !manifest.media)
        throw lacks(manifest, 'media', '--skip-media');
    const known = new Set(media.map(({ name }) => name));
    const strange = media.length > 0 ? manifest.media?.directories.find((name) => !known.has(name)) : undefined;
    if (strange !== undefined) {
        throw new TaskError(`${manifest.id} has the media folder ${strange}, which tasks.config does not name`, {
            exitCode: exitCodes.usage,
            hint: 'Name it under media, or restore the records alone with --skip-media. Nothing was changed.',
        });
    }
}
const lacks = ({ id }, what, flag) => new TaskError(`${id} has no ${what}`, {
    exitCode: exitCodes.usage,
    hint: `Take another backup, or restore the rest of it with ${flag}. Nothing was changed.`,
});
async function loadFrom(manifest, options, dry) {
    const { database, onOrphan, ignoreVersion, migrations, signal, onProgress, onStatement } = options;
    return importRecords({
        from: await opener(manifest, options)(),
        name: manifest.records.file,
        database: database,
        clear: true,
        create: true,
        onOrphan,
        ignoreVersion,
        migrations,
        staysAtVersion: true,
        dry,
        signal,
        ...(dry ? {} : { onProgress, onStatement }),
    });
}
async function stage(manifest, { store, keys, media, signal, onPhase }) {
    if (media.length === 0 || !manifest.media)
        return undefined;
    onPhase?.('unpack');
    const names = new Set(manifest.media.directories);
    const content = await readPart(store, manifest, manifest.media, keys, { signal });
    const staged = await stageMedia(content, media.filter(({ name }) => names.has(name)), { expected: manifest.media, signal });
    if (staged.files === manifest.media.files && staged.bytes === manifest.media.bytes)
        return staged;
    await staged.discard();
    throw new TaskError(`${manifest.media.file} holds ${staged.files} files of ${staged.bytes} bytes, not ${manifest.media.files} of ${manifest.media.bytes}`, { exitCode: exitCodes.damaged, hint: 'Take another backup. Nothing was changed.' });
}
/** Undefined where there is nothing that could be lost. */
async function backUpTarget(manifest, options) {
    const { safety, name, store, database, media, signal } = options;
    if (!safety)
        return undefined;
    const hasRecords = database !== undefined && (await hasTables(database, signal));
    const folders = media.filter(({ path }) => existsSync(path));
    if (!hasRecords && folders.length === 0)
        return undefined;
    options.onPhase?.('safety');
    const { manifest: made } = await makeLocked({
        name,
        store,
        database: hasRecords ? database : undefined,
        media: folders,
        encryption: safety.encryption,
        label: `before restoring ${manifest.id}`,
        safety: true,
        floor: 0,
        signal,
    });
    for (const part of partsOf(made))
        await verifyPart(store, part, { signal });
    return made;
}
async function hasTables(settings, signal) {
    const database = await openDatabase(settings, { createFile: true, signal });
    try {
        return (await database.tables()).length > 0;
    }
    finally {
        await database.close();
    }
}
function halfDone(error, { id }, { database }) {
    if (!database)
        return error;
    return new TaskError(`The records of ${id} are restored, its media are not: ${error.message}`, {
        hint: 'Make room or mend the permissions, and restore again with --skip-records.',
        cause: error,
    });
}
