import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { TaskError } from '../errors.js';
/**
 * Makes a folder and those above it, for this user alone. Level by level: Node's own recursive mkdir never ends where a
 * file system refuses names (as below /proc).
 */
export async function makeFolder(folder) {
    try {
        await makeLevels(folder);
    }
    catch (error) {
        const { code, message } = error;
        throw new TaskError(`The folder ${folder} cannot be made: ${reasons[code ?? ''] ?? message}`, {
            hint: 'Name another place, or give this user the right to make it.',
            cause: error,
        });
    }
}
const reasons = {
    EACCES: 'permission denied',
    EPERM: 'permission denied',
    EROFS: 'the file system is read-only',
    ENOSPC: 'the disk is full',
    ENOTDIR: 'a part of the path is not a directory',
    ENOENT: 'there can be none',
};
async function makeLevels(folder) {
    const error = await makeOne(folder);
    if (error === undefined)
        return;
    const parent = path.dirname(folder);
    if (error.code !== 'ENOENT' || parent === folder)
        throw error;
    await makeLevels(parent);
    const again = await makeOne(folder);
    if (again !== undefined)
        throw again;
}
/** Undefined where it is there, made now or before. */
const makeOne = (folder) => mkdir(folder, { mode: 0o700 }).then(() => undefined, (error) => (error.code === 'EEXIST' ? undefined : error));
