import { realpathSync } from 'node:fs';
import path from 'node:path';
import { PassThrough, pipeline, Readable } from 'node:stream';
import { bestCompression, compressor, endingOf } from '../dump/compression.js';
import { TaskError } from '../errors.js';
import { exportRecords } from '../records/export-records.js';
import { toolName } from '../version.js';
import { backupOfFile, manifestEnding, nextBackupId } from './backup-name.js';
import { isGood, partsOf, readCatalog } from './catalog.js';
import { encrypt, encryptionKind } from './encryption.js';
import { manifestFormat, manifestVersion, renderManifest, } from './manifest.js';
import { packMedia } from './pack-media.js';
import { recoverMedia } from './stage-media.js';
/**
 * Stores the records of one snapshot, the media files, and last the manifest that makes a backup of them. Whatever
 * goes wrong, and however the process ends, there is either a whole backup more or none, and the earlier ones are
 * as they were. TaskError 13 while another run is at work on backups of this name here.
 */
export async function makeBackup(options) {
    const { store, name } = options;
    refuseWhatCannotBe(options);
    const lock = await store.lock(name);
    try {
        return await makeLocked(options);
    }
    finally {
        await lock.release();
    }
}
/** For who holds the lock already. */
export async function makeLocked(options) {
    const { store, name, signal } = options;
    await clearLeftovers(store, name);
    const catalog = await readCatalog(store, name);
    await requireRoom(store, catalog, options);
    const created = new Date();
    const id = nextBackupId(name, created, catalog);
    const notes = await recoverMedia(options.media);
    const written = [];
    try {
        const parts = await storeParts(id, options, notes, written);
        if (parts.records)
            requireRows(parts.records.rows, catalog, options);
        const manifest = manifestOf(id, created, parts, options);
        signal?.throwIfAborted();
        const size = await storeManifest(store, manifest);
        return { manifest, size, notes };
    }
    catch (error) {
        for (const file of written.reverse())
            await store.remove(file).catch(() => { });
        throw error;
    }
}
/** What is wrong before anything is begun. */
export function refuseWhatCannotBe(options) {
    refuseNothing(options);
    refuseEntangledMedia(options);
}
function refuseNothing({ database, media }) {
    if (database !== undefined || media.length > 0)
        return;
    throw new TaskError('There is nothing to back up: no records and no media', {
        hint: 'Leave out --skip-records, or name media folders in tasks.config.',
    });
}
/**
 * What lies within a media folder goes into every backup with it, and is replaced with it by every restore: that must be
 * neither the backups, nor the database, nor another media folder.
 */
export function refuseEntangledMedia({ store, database, media, }) {
    const folderAround = (place) => media.find(({ path: folder }) => isWithin(place, folder));
    const around = path.isAbsolute(store.display) ? folderAround(store.display) : undefined;
    if (around) {
        throw new TaskError(`The backup location ${store.display} is within the media folder ${around.name}`, {
            hint: 'Each backup would hold all earlier ones: name another location (-p, or backup.location).',
        });
    }
    const file = database?.filename;
    const holder = file === undefined ? undefined : folderAround(file);
    if (holder) {
        throw new TaskError(`The database ${file} is within the media folder ${holder.name}`, {
            hint: 'A restore of the media would put a copy of the file over it, made while it was in use: keep them apart.',
        });
    }
    for (const { name, path: folder } of media) {
        const other = media.find((each) => each.path !== folder && isWithin(folder, each.path));
        if (!other)
            continue;
        throw new TaskError(`The media folder ${name} is within the media folder ${other.name}`, {
            hint: 'It would be stored twice: name the outer one alone under media in tasks.config.',
        });
    }
    const twice = media.find(({ name }, index) => media.findIndex((each) => each.name === name) !== index);
    if (twice) {
        throw new TaskError(`Two media folders go by the name ${twice.name}`, {
            hint: 'Folders outside that of tasks.config go by their last part: rename one of them.',
        });
    }
}
/** Whether it is that folder or something in it, links followed. */
function isWithin(place, folder) {
    const way = path.relative(behindLinks(folder), behindLinks(place));
    return way.split(path.sep)[0] !== '..' && !path.isAbsolute(way);
}
/** As far as it exists. */
function behindLinks(place) {
    try {
        return realpathSync(place);
    }
    catch {
        const parent = path.dirname(place);
        return parent === place ? place : path.join(behindLinks(parent), path.basename(place));
    }
}
/** Under the lock, whatever of this name has no manifest is of a run that died. */
export async function clearLeftovers(store, name) {
    await store.sweep((file) => backupOfFile(file)?.name === name);
    const files = (await store.list(`${name}-`)).flatMap(({ name: file }) => {
        const backup = backupOfFile(file);
        return backup?.name === name ? [{ file, id: backup.id }] : [];
    });
    const whole = new Set(files.filter(({ file }) => file.endsWith(manifestEnding)).map(({ id }) => id));
    for (const { file, id } of files)
        if (!whole.has(id))
            await store.remove(file);
}
/** Before anything is written: as much room as the last backup took, and a tenth. */
async function requireRoom(store, catalog, { media, database }) {
    const last = catalog.find(({ manifest }) => (!database || manifest?.records) && (media.length === 0 || manifest?.media));
    const free = await store.free();
    if (last === undefined || free === undefined || free >= last.size * 1.1)
        return;
    throw new TaskError(`There is no room for a backup in ${store.display}: ${free} bytes are free, and the last one took ${last.size}`, { hint: 'Make room, prune (tasks prune-backups), or name another location with -p.' });
}
/** A database that has lost nearly everything is not to push the good backups out. */
function requireRows(rows, catalog, { floor = 0.1 }) {
    const last = catalog.filter(isGood).find(({ manifest }) => manifest.records && !manifest.safety);
    const before = last?.manifest.records?.rows ?? 0;
    if (rows >= before * floor && (rows > 0 || before === 0 || floor === 0))
        return;
    throw new TaskError(`The database has ${rows} records, and at the last backup (${last.id}) it had ${before}`, {
        hint: 'Look whether this is the database that is meant. If it is, take this backup with --floor 0.',
    });
}
/** Somebody else's database, or one that was made a moment ago. */
function requireTables(integrity, { display }) {
    if (Object.keys(integrity).length > 0)
        return;
    throw new TaskError(`${display} has no tables whose records could be backed up`, {
        hint: 'Look whether this is the database that is meant (-d, .env), and at exclude in tasks.config; else use --skip-records.',
    });
}
async function storeParts(id, options, notes, written) {
    const parts = {};
    if (options.database)
        Object.assign(parts, await storeRecords(id, options.database, options, notes, written));
    if (options.media.length > 0)
        parts.media = await storeMedia(id, options, written);
    return parts;
}
async function storeRecords(id, database, options, notes, written) {
    const stream = new PassThrough({ highWaterMark: 1024 * 1024 });
    const exporting = exportRecords({
        database,
        to: stream,
        leaveOut: options.leaveOut,
        signal: options.signal,
        onProgress: options.onProgress,
        onStatement: options.onStatement,
    }).then((result) => {
        stream.end();
        return result;
    }, (error) => {
        stream.destroy(error);
        throw error;
    });
    const storing = storePart(`${id}.records.json`, stream, options, written);
    let cause;
    // Each fails when the other does: what was first is the cause.
    const noteCause = (error) => {
        cause ??= { error };
    };
    exporting.catch(noteCause);
    storing.catch(noteCause);
    const [exported, stored] = await Promise.allSettled([exporting, storing]);
    if (exported.status === 'rejected' || stored.status === 'rejected')
        throw cause.error;
    const { source, schema, integrity, rows, notes: said } = exported.value;
    requireTables(integrity, database);
    notes.push(...said);
    return {
        source,
        schema,
        records: { ...stored.value, rows, tables: integrity },
    };
}
async function storeMedia(id, options, written) {
    const packed = packMedia(options.media, { signal: options.signal, onProgress: options.onProgress });
    const stored = await storePart(`${id}.media.tar`, packed.stream, options, written);
    return { ...stored, directories: options.media.map(({ name }) => name), ...packed.summary() };
}
async function storePart(file, content, { store, encryption, signal }, written) {
    const compressed = through(content, (await compressor(bestCompression)));
    const stored = encryption ? await encrypt(compressed, encryption) : compressed;
    const name = `${file}${endingOf(bestCompression)}${encryption ? '.age' : ''}`;
    const digest = await store.write(name, stored, { signal });
    written.push(name);
    return { file: name, ...digest, compression: bestCompression };
}
/** An error of the content is one of the stream, for whoever reads it. */
function through(content, transform) {
    pipeline(Readable.from(content, { objectMode: true }), transform, () => { });
    return transform;
}
function manifestOf(id, created, parts, options) {
    const { name, label, pinned, safety, encryption } = options;
    return {
        format: manifestFormat,
        version: manifestVersion,
        id,
        name,
        created: `${created.toISOString().slice(0, 19)}Z`,
        tool: toolName,
        ...(label === undefined ? {} : { label }),
        ...(pinned ? { pinned } : {}),
        ...(safety ? { safety } : {}),
        ...parts,
        ...(encryption ? { encryption: encryptionKind(encryption) } : {}),
    };
}
/** The last file of a backup: with it, it is one. Gives the bytes of all. */
export async function storeManifest(store, manifest) {
    await requireParts(store, manifest);
    const file = `${manifest.id}${manifestEnding}`;
    const text = Buffer.from(renderManifest(manifest));
    await store.write(file, one(text));
    return partsOf(manifest).reduce((sum, part) => sum + part.size, text.length);
}
/** A store without a lock for all machines cannot keep another one from taking parts without a manifest for leftovers. */
async function requireParts(store, manifest) {
    const sizes = new Map((await store.list(`${manifest.id}.`)).map(({ name, size }) => [name, size]));
    const lost = partsOf(manifest).find(({ file, size }) => sizes.get(file) !== size);
    if (!lost)
        return;
    throw new TaskError(`${lost.file} is not in ${store.display} any more as it was stored`, {
        hint: 'Where another machine backs up to the same place, give each a name of its own (name in tasks.config).',
    });
}
async function* one(bytes) {
    yield bytes;
}
