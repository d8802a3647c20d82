import { createReadStream } from 'node:fs';
import { readdir, rm, stat, statfs } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { TaskError } from '../errors.js';
import { targetOfTemporary, writeAtomically } from '../files/atomic-file.js';
import { makeFolder } from '../files/make-folder.js';
import { lockFile } from './kernel-lock.js';
import { digestOf, StoredStream } from './stored-stream.js';
const bufferSize = 1024 * 1024;
/** A folder of this machine, made when something is first stored. */
export class DirectoryStore {
    display;
    /** An absolute path. */
    constructor(directory) {
        this.display = directory;
    }
    async list(prefix) {
        const names = await this.#names((entry) => entry.startsWith(prefix) && !entry.startsWith('.'));
        const files = await Promise.all(names.map((name) => this.#stat(name)));
        return files.filter((file) => file !== undefined);
    }
    async write(name, content, { signal } = {}) {
        await makeFolder(this.display);
        const stored = new StoredStream();
        let digest;
        await writeAtomically(this.#path(name), [Readable.from(stored.through(content), { objectMode: true })], {
            signal,
            check: async (temporary) => {
                digest = stored.digest();
                await checkStored(temporary, name, digest);
            },
        });
        return digest;
    }
    async read(name, { signal } = {}) {
        if ((await this.#stat(name)) === undefined) {
            throw new TaskError(`${this.#path(name)} does not exist`, {
                hint: 'It was removed, or never came whole.',
            });
        }
        return createReadStream(this.#path(name), { highWaterMark: bufferSize, ...(signal ? { signal } : {}) });
    }
    async remove(name) {
        await rm(this.#path(name), { force: true });
    }
    async free() {
        const folder = await nearestFolder(this.display);
        const { bavail, bsize } = await statfs(folder);
        return bavail * bsize;
    }
    async sweep(isOurs) {
        const names = await this.#names((entry) => {
            const target = targetOfTemporary(entry);
            return target !== undefined && isOurs(target);
        });
        for (const name of names)
            await rm(path.join(this.display, name), { force: true });
        return names;
    }
    lock(name) {
        return lockFile(path.join(this.display, `.${name}.lock`), `at work on backups of ${name} in ${this.display}`);
    }
    async close() { }
    /** Names never come from outside with a folder in them; should one, it is none of this store's. */
    #path(name) {
        if (path.basename(name) !== name)
            throw new TaskError(`${name} is no name of a file in ${this.display}`);
        return path.join(this.display, name);
    }
    async #names(isWanted) {
        const entries = await readdir(this.display, { withFileTypes: true }).catch((error) => {
            if (error.code === 'ENOENT')
                return [];
            throw unreadable(this.display, error);
        });
        const names = entries.filter((entry) => entry.isFile() && isWanted(entry.name)).map(({ name }) => name);
        return names.sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
    }
    /** Undefined where it is gone. */
    async #stat(name) {
        const found = await stat(this.#path(name)).catch((error) => {
            if (error.code === 'ENOENT')
                return undefined;
            throw unreadable(this.#path(name), error);
        });
        return found && { name, size: found.size, modified: found.mtime };
    }
}
/** What the disk gives back must be what went to it: before anybody relies on it. */
async function checkStored(temporary, name, expected) {
    const found = await digestOf(createReadStream(temporary, { highWaterMark: bufferSize }));
    if (found.size === expected.size && found.sha256 === expected.sha256)
        return;
    throw new TaskError(`${name} was not stored as it was written: ${found.size} of ${expected.size} bytes came back`, {
        hint: 'The disk or the file system is at fault. Nothing was left behind.',
    });
}
async function nearestFolder(folder) {
    const found = await stat(folder).catch(() => undefined);
    const parent = path.dirname(folder);
    return found || parent === folder ? folder : nearestFolder(parent);
}
const unreadable = (place, error) => error.code === 'EACCES' || error.code === 'EPERM' || error.code === 'ENOTDIR'
    ? new TaskError(`${place} cannot be read: ${error.code === 'ENOTDIR' ? 'it is no folder' : 'permission denied'}`, {
        hint: 'Name another location with -p, or give this user access.',
        cause: error,
    })
    : error;
