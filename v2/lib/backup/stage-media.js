import { constants } from 'node:fs';
import { mkdir, open, statfs } from 'node:fs/promises';
import path from 'node:path';
import { exitCodes, TaskError } from '../errors.js';
import { flushFolder } from '../files/flush-folder.js';
import { isStageName, MediaStage, putOn, timeToSet } from './media-stage.js';
import { mountPointsWithin } from './mount-points.js';
import { webStream } from './web-stream.js';
/**
 * Unpacks an archive of media beside the folders that it is to replace. Nothing outside the stage is written whatever
 * the archive says: a link, a device, an absolute path, `..`, a name outside the folders, one that comes twice or
 * differs from another only by case on a file system that cannot tell, more than was expected: that is a TaskError 10,
 * and the stage is removed. TaskError 13 while another run is restoring one of the folders.
 */
export async function stageMedia(content, directories, { expected, signal } = {}) {
    const notes = await recoverMedia(directories);
    const stages = [];
    const staged = new Staged(stages, notes, expected);
    try {
        for (const directory of directories) {
            await refuseMountsWithin(directory);
            stages.push({ place: await MediaStage.make(directory), dress: undefined, folders: [] });
        }
        await staged.unpack(content, signal);
        return staged;
    }
    catch (error) {
        await staged.discard();
        throw error;
    }
}
/** What restores that died left of the folders is brought to an end or undone: a sentence for each that had begun to swap. */
export async function recoverMedia(directories) {
    const notes = [];
    for (const directory of directories) {
        for (const stage of await MediaStage.left(directory)) {
            const note = await stage.recover();
            if (note !== undefined)
                notes.push(note);
        }
    }
    return notes;
}
async function refuseMountsWithin(directory) {
    const [mounted] = await mountPointsWithin(directory.path);
    if (mounted === undefined)
        return;
    throw new TaskError(`${mounted} is a file system of its own within the media folder ${directory.name}, which cannot be replaced with it`, { hint: 'Unmount it for the restore. Nothing was changed.' });
}
class Staged {
    files = 0;
    bytes = 0;
    notes;
    #stages;
    #expected;
    #flushes = new Flushes();
    constructor(stages, notes, expected = {
        files: Number.POSITIVE_INFINITY,
        bytes: Number.POSITIVE_INFINITY,
    }) {
        this.#stages = stages;
        this.notes = notes;
        this.#expected = expected;
    }
    async unpack(content, signal) {
        await this.#requireRoom();
        const { createTarDecoder } = await import('modern-tar');
        const source = webStream(content);
        const entries = source.pipeThrough(createTarDecoder({ strict: true }));
        try {
            for await (const entry of entries) {
                signal?.throwIfAborted();
                await this.#unpackEntry(entry);
            }
            await this.#flushes.end();
        }
        catch (error) {
            await this.#flushes.end().catch(() => { });
            throw unreadable(error);
        }
        for (const { folders } of this.#stages) {
            for (const folder of folders.reverse())
                await putOn(folder.path, dressOf(folder.header));
        }
        for (const { place } of this.#stages)
            await flushFolder(path.dirname(place.fresh));
    }
    /** As far as the manifest tells. */
    async #requireRoom() {
        const { bytes } = this.#expected;
        const [stage] = this.#stages;
        if (!stage || !Number.isFinite(bytes))
            return;
        const { bavail, bsize } = await statfs(stage.place.fresh);
        if (bavail * bsize >= bytes)
            return;
        throw new TaskError(`There is no room to unpack the media beside ${stage.place.directory.path}: ${bavail * bsize} bytes are free, and they take ${bytes}`, { hint: 'Make room: until they are in place the old ones are kept. Nothing was changed.' });
    }
    async #unpackEntry({ header, body }) {
        const { stage, target } = this.#placeOf(header);
        if (header.type === 'directory') {
            await body.cancel();
            return unpackFolder(stage, target, header);
        }
        if (header.type !== 'file')
            throw hostile(header, `is a ${header.type}`);
        this.files++;
        this.bytes += header.size;
        if (this.files > this.#expected.files || this.bytes > this.#expected.bytes)
            throw hostile(header, 'is more than its manifest says');
        await this.#unpackFile(target, header, body);
    }
    /** Where an entry goes; refuses what would lead anywhere else. */
    #placeOf(header) {
        const { name } = header;
        const bare = name.endsWith('/') ? name.slice(0, -1) : name;
        if (name.includes('\0') || path.posix.isAbsolute(name))
            throw hostile(header, 'is no path within it');
        const stage = this.#stages.find(({ place: { directory } }) => isWithin(bare, directory.name));
        if (!stage)
            throw hostile(header, 'is in none of the media folders');
        const inner = bare.slice(stage.place.directory.name.length + 1);
        const parts = inner === '' ? [] : inner.split('/');
        if (parts.some((part) => part === '' || part === '.' || part === '..' || part.includes(notInNames)))
            throw hostile(header, 'is no path within it');
        if (isStageName(parts[0] ?? ''))
            throw hostile(header, 'goes by a name of restores');
        if (![header.uid, header.gid].every(isOwner))
            throw hostile(header, 'belongs to nobody that there can be');
        return { stage, target: path.join(stage.place.fresh, ...parts) };
    }
    /** Made new and never through a link: the stage holds nothing that was not made here. */
    async #unpackFile(target, header, body) {
        const flags = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | constants.O_NOFOLLOW;
        const handle = await open(target, flags, 0o600).catch(refusePlace(header));
        try {
            let size = 0;
            for await (const chunk of body) {
                await handle.writeFile(chunk);
                size += chunk.length;
            }
            if (size !== header.size)
                throw hostile(header, `has ${size} bytes, not ${header.size}`);
            await dressFile(handle, header);
        }
        catch (error) {
            await handle.close();
            throw error;
        }
        await this.#flushes.add(handle);
    }
    async swap() {
        for (const { place, dress } of this.#stages)
            await place.swap(dress);
        for (const { place } of this.#stages)
            await place.end();
    }
    async discard() {
        for (const { place } of this.#stages)
            await place.end();
    }
}
const isWithin = (name, folder) => name === folder || name.startsWith(`${folder}/`);
/** Where a backslash parts names, as on Windows, one in a name would lead elsewhere. */
const notInNames = path.sep === '/' ? '\0' : path.sep;
async function unpackFolder(stage, target, header) {
    if (target !== stage.place.fresh) {
        await mkdir(target, { mode: 0o700 }).catch(refusePlace(header));
        stage.folders.push({ path: target, header });
        return;
    }
    if (stage.dress)
        throw hostile(header, isThereTwice);
    stage.dress = dressOf(header);
}
/** Flushing many small files one after another waits for the disk each time; it takes some of them together. */
class Flushes {
    #running = new Set();
    #failure;
    async add(handle) {
        const flushing = flushAndClose(handle)
            .catch((error) => {
            this.#failure ??= { error };
        })
            .finally(() => this.#running.delete(flushing));
        this.#running.add(flushing);
        if (this.#running.size >= mostFlushes)
            await Promise.race(this.#running);
        if (this.#failure)
            throw this.#failure.error;
    }
    async end() {
        await Promise.all(this.#running);
        if (this.#failure)
            throw this.#failure.error;
    }
}
const mostFlushes = 16;
async function flushAndClose(handle) {
    try {
        await handle.sync();
    }
    finally {
        await handle.close();
    }
}
/** 32 bits, of which the last stands for "as it is". */
const isOwner = (id = 0) => Number.isInteger(id) && id >= 0 && id < 0xffffffff;
const isSuperuser = () => process.getuid?.() === 0;
async function dressFile(handle, header) {
    const { mode, uid, gid, mtime } = dressOf(header);
    // Before the mode: a change of owner takes the set-id bits away.
    if (isSuperuser())
        await handle.chown(uid, gid);
    await handle.chmod(mode);
    await handle.utimes(timeToSet(mtime), timeToSet(mtime));
}
const dressOf = (header) => ({
    mode: (header.mode ?? (header.type === 'directory' ? 0o755 : 0o644)) & 0o7777,
    uid: header.uid ?? 0,
    gid: header.gid ?? 0,
    mtime: timeOf(header),
});
/** Microseconds: what can be set (timeToSet). */
function timeOf({ pax, mtime }) {
    const [, sign = '', seconds = '0', fraction = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(pax?.mtime ?? '') ?? [];
    if (pax?.mtime === undefined)
        return (mtime?.getTime() ?? 0) * 1000;
    const microseconds = Number(seconds) * 1_000_000 + Number(fraction.padEnd(6, '0').slice(0, 6));
    return sign === '-' ? -microseconds : microseconds;
}
const isThereTwice = 'is there twice, or differs from another only by what this file system does not tell apart';
const places = {
    EEXIST: isThereTwice,
    ENOENT: 'comes before its folder',
    ENOTDIR: 'is in a folder that is a file',
};
const refusePlace = (header) => (error) => {
    const reason = places[error.code ?? ''];
    throw reason === undefined ? error : hostile(header, reason);
};
const hostile = ({ name }, reason) => new TaskError(`The media archive holds ${JSON.stringify(name)}, which ${reason}`, {
    exitCode: exitCodes.damaged,
    hint: 'It was not made by this tool, or was changed. Nothing was changed.',
});
const failures = {
    ENOSPC: 'the disk is full',
    EDQUOT: 'the disk quota is used up',
    EACCES: 'permission denied',
    EPERM: 'permission denied',
    EROFS: 'the file system is read-only',
    ENAMETOOLONG: 'a name is too long for this file system',
    EINVAL: 'this file system does not take a name or a time',
    EILSEQ: 'this file system does not take a name',
};
/** What the decoder says of an archive is about the archive; what the system says is about the place. */
function unreadable(error) {
    const { code, name, message } = error;
    if (error instanceof TaskError || name === 'AbortError')
        return error;
    const failure = failures[code ?? ''];
    if (failure !== undefined) {
        return new TaskError(`The media cannot be unpacked: ${failure} (${message})`, {
            hint: 'Mend that and restore again. Nothing was changed.',
            cause: error,
        });
    }
    if (code !== undefined && !code.startsWith('Z_'))
        return error;
    return new TaskError(`The media archive cannot be read: ${message}`, {
        exitCode: exitCodes.damaged,
        hint: 'Take another backup. Nothing was changed.',
        cause: error,
    });
}
