import { isNativeError } from 'node:util/types';
import { exitCodes, TaskError } from '../errors.js';
import { loadExports } from '../load-module.js';
import { stemOf } from './migration-files.js';
/**
 * A file that the database knows under another ending keeps that name, so that `x.ts` on a developer's machine
 * and `x.js` in production are one migration. Knex's own command line, over the same folder, sees the same names
 * as long as the endings are.
 */
export function migrationSource(files, applied, loaded) {
    const recorded = new Map(applied.map((name) => [stemOf(name), name]));
    return {
        getMigrations: async () => [...files],
        getMigrationName: (file) => recorded.get(file.stem) ?? file.name,
        getMigration: async (file) => loaded.get(file.name),
    };
}
/** TaskError 2 where a file cannot be loaded or is no migration: before the first of them has run. */
export async function loadMigrations(files) {
    const loaded = new Map();
    for (const file of files)
        loaded.set(file.name, await loadMigration(file));
    return loaded;
}
async function loadMigration(file) {
    const { up, down, config } = (await load(file));
    if (typeof up !== 'function')
        throw lacks(file, 'up');
    return {
        up,
        down: down ?? noWayBack(file),
        ...(config ? { config } : {}),
        ...(typeof down === 'function' ? {} : { isOneWay: true }),
    };
}
export async function loadSeed(file) {
    const { seed } = (await load(file));
    if (typeof seed !== 'function')
        throw lacks(file, 'seed');
    return seed;
}
/** Named exports, or those of a default export that is an object. */
async function load(file) {
    try {
        const exported = await loadExports(file.path);
        return { ...Object(exported.default), ...exported };
    }
    catch (cause) {
        const reason = isNativeError(cause) ? cause.message.split('\n')[0] : String(cause);
        throw new TaskError(`${file.path} cannot be loaded: ${reason}`, { exitCode: exitCodes.usage, cause });
    }
}
const lacks = (file, name) => new TaskError(`${file.path} exports no function ${name}`, {
    exitCode: exitCodes.usage,
    hint: `export const ${name} = async (knex) => { … }`,
});
/** Knex demands a way back of every migration, also of those that only go forward. */
const noWayBack = (file) => async () => {
    throw new TaskError(`${file.name} exports no function down`);
};
