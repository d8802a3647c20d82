import { randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { link, open, readdir, realpath, rename, rm, stat, unlink } from 'node:fs/promises';
import path from 'node:path';
import { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { TaskError } from '../errors.js';
import { flushFolder } from './flush-folder.js';
/**
 * Writes the stages' output to `filename` so that there is never a half of it: to a temporary file beside it
 * (mode 0600), flushed to disk, renamed, the directory flushed. Gives how many bytes it wrote.
 * Without `overwrite` an existing file is a TaskError, also one that comes into being meanwhile.
 * A pipe or a device is written as it is.
 */
export async function writeAtomically(filename, stages, options = {}) {
    const { target, existing } = await checkTarget(filename, options.overwrite ?? false);
    if (existing && !existing.isFile())
        return writeThrough(target, stages, options);
    await removeLeftovers(target);
    const temporary = temporaryName(target);
    const handle = await openTemporary(temporary, filename);
    const flushing = new Flushing(handle);
    try {
        const written = await writeStages(handle, stages, options, flushing);
        await flushing.end();
        await handle.sync();
        await handle.close();
        await options.check?.(temporary);
        await putInPlace(temporary, target, filename, options.overwrite ?? false);
        return written;
    }
    catch (error) {
        await flushing.end().catch(() => { });
        await handle.close().catch(() => { });
        await rm(temporary, { force: true });
        throw explain(error, filename);
    }
}
/** Fails early, before a database is read for nothing. Gives the path behind links, so that a link stays one. */
export async function checkTarget(filename, overwrite) {
    const existing = await stat(filename).catch((error) => {
        if (error.code === 'ENOENT')
            return undefined;
        throw explain(error, filename);
    });
    if (existing?.isDirectory()) {
        throw new TaskError(`${filename} is a directory`, { hint: 'Name a file in it: -f FILE.' });
    }
    if (existing?.isFile() && !overwrite)
        throw alreadyThere(filename);
    await checkFolder(filename);
    return { target: existing ? await realpath(filename) : path.resolve(filename), existing };
}
async function checkFolder(filename) {
    const folder = path.dirname(path.resolve(filename));
    const found = await stat(folder).catch(() => undefined);
    if (found?.isDirectory())
        return;
    throw new TaskError(`The folder ${folder} does not exist`, {
        hint: 'Make it first, or name another with -f.',
    });
}
const alreadyThere = (filename) => new TaskError(`${filename} exists already`, { hint: 'Use -o to overwrite it, or -f to name another file.' });
const temporaryName = (target) => path.join(path.dirname(target), `.${path.basename(target)}.${process.pid}-${randomBytes(4).toString('hex')}.part`);
/** The name of the file that a temporary one was to become; undefined where it is none of ours. */
export const targetOfTemporary = (name) => /^\.(.+)\.\d+-[0-9a-f]{8}\.part$/.exec(name)?.[1];
/** What a killed run left beside the same target. */
async function removeLeftovers(target) {
    const folder = path.dirname(target);
    const prefix = `.${path.basename(target)}.`;
    for (const name of await readdir(folder).catch(() => [])) {
        const pid = /^(\d+)-[0-9a-f]{8}\.part$/.exec(name.startsWith(prefix) ? name.slice(prefix.length) : '')?.[1];
        if (pid && !isRunning(Number(pid)))
            await rm(path.join(folder, name), { force: true }).catch(() => { });
    }
}
function isRunning(pid) {
    try {
        process.kill(pid, 0);
        return true;
    }
    catch (error) {
        return error.code === 'EPERM';
    }
}
async function openTemporary(temporary, filename) {
    try {
        return await open(temporary, constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL, 0o600);
    }
    catch (error) {
        throw explain(error, filename);
    }
}
/** What may wait for the disk before the stages are held back. */
const waitingBytes = 1024 * 1024;
/** So much is let lie in the system's cache before the disk is told to begin. */
const flushedBytes = 32 * 1024 * 1024;
/** Flushes a file while it is being written, so that its end need not wait for all of it. */
class Flushing {
    #handle;
    #waiting = 0;
    #running;
    #error;
    constructor(handle) {
        this.#handle = handle;
    }
    wrote(bytes) {
        this.#waiting += bytes;
        if (this.#waiting < flushedBytes || this.#running)
            return;
        this.#waiting = 0;
        this.#running = this.#handle
            .datasync()
            .catch((error) => {
            this.#error ??= error;
        })
            .finally(() => {
            this.#running = undefined;
        });
    }
    /** When nothing runs any more. The system tells a failure only once: whoever asked for that flush has to pass it on. */
    async end() {
        await this.#running;
        if (this.#error !== undefined)
            throw this.#error;
    }
}
async function writeStages(handle, stages, { signal, onWritten }, flushing) {
    let written = 0;
    const sink = new Writable({
        highWaterMark: waitingBytes,
        write(chunk, _encoding, done) {
            // writeFile goes on until every byte is written, or raises; write() may stop in between.
            handle.writeFile(chunk).then(() => {
                written += chunk.length;
                flushing?.wrote(chunk.length);
                onWritten?.(chunk);
                done();
            }, done);
        },
    });
    await pipeline([...stages, sink], signal ? { signal } : {});
    return written;
}
async function writeThrough(target, stages, options) {
    const handle = await open(target, 'w');
    try {
        return await writeStages(handle, stages, options);
    }
    finally {
        await handle.close();
    }
}
async function putInPlace(temporary, target, filename, overwrite) {
    if (overwrite) {
        await rename(temporary, target);
        return flushFolder(path.dirname(target));
    }
    await linkNew(temporary, target, filename);
    // Where its name may be lost again it is not there: somebody would rely on it.
    await flushFolder(path.dirname(target)).catch(async (error) => {
        await rm(target, { force: true });
        throw error;
    });
}
/** A rename that does not replace: link fails where the name is taken. */
async function linkNew(temporary, target, filename) {
    try {
        await link(temporary, target);
    }
    catch (error) {
        const { code } = error;
        if (code === 'EEXIST')
            throw alreadyThere(filename);
        // File systems without hard links: the name was free a moment ago, which is the best to be had there.
        return rename(temporary, target);
    }
    await unlink(temporary);
}
const explanations = {
    ENOSPC: 'the disk is full',
    EDQUOT: 'the disk quota is used up',
    EFBIG: 'it grew larger than a file may be here',
    EACCES: 'permission denied',
    EPERM: 'permission denied',
    EROFS: 'the file system is read-only',
    ENOTDIR: 'a part of the path is not a directory',
    ENAMETOOLONG: 'the name is too long',
    EIO: 'the disk reports an input/output error',
};
function explain(error, filename) {
    const explanation = explanations[error.code ?? ''];
    if (!explanation || error instanceof TaskError)
        return error;
    return new TaskError(`${filename} cannot be written: ${explanation}`, {
        cause: error,
        hint: 'Nothing was left behind; make room or name another place with -f.',
    });
}
