import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { exitCodes, TaskError } from '../errors.js';
/** TypeScript first: where source and compiled file lie side by side, the source is meant. */
const endings = ['.ts', '.mts', '.cts', '.js', '.mjs', '.cjs'];
/** The migrations of a folder, each once, sorted by name as knex sorts them. Sub-folders are not looked into. */
export async function migrationFiles(directory, what = 'migrations') {
    const names = (await entries(directory, what)).sort(byEnding);
    const files = new Map();
    for (const name of names) {
        const stem = stemOf(name);
        if (!files.has(stem))
            files.set(stem, { name, stem, path: join(directory, name) });
    }
    return [...files.values()].sort((a, b) => (a.stem < b.stem ? -1 : 1));
}
/** A name without its ending, where that is one of code. */
export const stemOf = (name) => {
    const ending = endingOf(name);
    return ending === undefined ? name : name.slice(0, -ending.length);
};
const endingOf = (name) => endings.find((ending) => name.endsWith(ending));
const byEnding = (a, b) => endings.indexOf(endingOf(a) ?? '') - endings.indexOf(endingOf(b) ?? '');
const isCode = (name) => endingOf(name) !== undefined && !name.startsWith('.') && !/\.d\.[cm]?ts$/.test(name);
async function entries(directory, what) {
    try {
        const found = await readdir(directory, { withFileTypes: true });
        return found.filter((entry) => !entry.isDirectory() && isCode(entry.name)).map((entry) => entry.name);
    }
    catch (cause) {
        throw new TaskError(`The folder of ${what} cannot be read: ${directory}: ${reason(cause)}`, {
            exitCode: exitCodes.usage,
            hint: `Set ${what}.directory in tasks.config to the folder that holds them.`,
            cause,
        });
    }
}
const reason = (cause) => {
    const { code, message } = cause;
    if (code === 'ENOENT')
        return 'it does not exist';
    if (code === 'ENOTDIR')
        return 'it is not a folder';
    return message;
};
