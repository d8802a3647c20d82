import { exitCodes, TaskError } from '../errors.js';
import { backupOfFile, manifestEnding, newestFirst } from './backup-name.js';
import { parseManifest } from './manifest.js';
/**
 * The backups of one name, newest first; of all names without one. What has no manifest is none: files of a backup
 * that is being made or was cut off are not listed.
 */
export async function readCatalog(store, name) {
    const files = await store.list(name === undefined ? '' : `${name}-`);
    const backups = [];
    for (const { id, found } of grouped(files).values()) {
        if (name !== undefined && id.name !== name)
            continue;
        const backup = await readBackup(store, id, found);
        if (backup)
            backups.push(backup);
    }
    return backups.sort(newestFirst);
}
/** By the id that they are of; files of nobody's are left out. */
function grouped(files) {
    const groups = new Map();
    for (const file of files) {
        const id = backupOfFile(file.name);
        if (!id)
            continue;
        const group = groups.get(id.id) ?? { id, found: new Map() };
        groups.set(id.id, group);
        group.found.set(file.name, file);
    }
    return groups;
}
/** Undefined where there is no manifest, or none any more. */
async function readBackup(store, id, found) {
    const file = `${id.id}${manifestEnding}`;
    if (!found.has(file))
        return undefined;
    const files = [...[...found.keys()].filter((name) => name !== file), file];
    const size = files.reduce((sum, name) => sum + (found.get(name)?.size ?? 0), 0);
    try {
        const manifest = parseManifest(await readText(store, file), file);
        return { ...id, manifest, files, size, faults: faultsOf(id, manifest, found) };
    }
    catch (error) {
        if (!(error instanceof TaskError))
            throw error;
        // Retention may have removed it since it was listed.
        if ((await store.list(file)).length === 0)
            return undefined;
        return { ...id, manifest: undefined, files, size, faults: [error.message] };
    }
}
function faultsOf({ id }, manifest, byName) {
    if (manifest.id !== id)
        return [`${id}${manifestEnding} is the manifest of ${manifest.id}`];
    return partsOf(manifest).flatMap(({ file, size }) => {
        const found = byName.get(file);
        if (backupOfFile(file)?.id !== id)
            return [`${file} is none of its files`];
        if (!found)
            return [`${file} is missing`];
        return found.size === size ? [] : [`${file} has ${found.size} bytes, not ${size}`];
    });
}
export const partsOf = ({ records, media }) => [records, media].filter((part) => part !== undefined);
async function readText(store, file) {
    const parts = [];
    for await (const part of await store.read(file))
        parts.push(part);
    return Buffer.concat(parts).toString('utf8');
}
export const isGood = (backup) => backup.manifest !== undefined && backup.faults.length === 0;
/** TaskError 1 names what there is, where nothing fits; TaskError 10 where the one that is meant is damaged. */
export function chooseBackup(backups, { id = 'latest', at, label }, place) {
    const fitting = backups.filter((backup) => (id === 'latest' || backup.id === id || backup.id.endsWith(`-${id}`)) &&
        (at === undefined || backup.created <= at) &&
        (label === undefined || backup.manifest?.label === label));
    // Safety backups are of what somebody did not want to keep.
    const isAnybodys = (backup) => backup.manifest?.safety !== true;
    const good = fitting.filter(isGood);
    const found = id === 'latest' && label === undefined ? (good.find(isAnybodys) ?? good[0]) : good[0];
    if (found)
        return found;
    const [damaged] = fitting;
    if (damaged)
        throw notWhole(damaged, place);
    throw noneOfThem(backups, { id, at, label }, place);
}
const notWhole = ({ id, faults }, place) => new TaskError(`${id} in ${place} is damaged: ${faults.join('; ')}`, {
    exitCode: exitCodes.damaged,
    hint: 'Nothing was changed. tasks list-backups shows the others.',
});
function noneOfThem(backups, { id, at, label }, place) {
    const wanted = [
        id === 'latest' ? 'backup' : `backup ${id}`,
        ...(at === undefined ? [] : [`at or before ${at.toISOString()}`]),
        ...(label === undefined ? [] : [`with the label ${JSON.stringify(label)}`]),
    ].join(' ');
    const newest = backups.slice(0, 3).map((backup) => backup.id);
    return new TaskError(`There is no ${wanted} in ${place}`, {
        hint: newest.length > 0
            ? `There are ${backups.length}, the newest: ${newest.join(', ')}.`
            : 'There are no backups at all: look at the location (-p) and the name (name in tasks.config).',
    });
}
