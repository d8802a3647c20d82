import { createHash } from 'node:crypto';
import { exitCodes, TaskError } from '../errors.js';
export const manifestFormat = 'record-backup';
/** The version that is written, and the newest that is read. */
export const manifestVersion = 1;
/** One JSON object a line for each key, and at the end the digest of everything before it. */
export function renderManifest(manifest) {
    const body = Object.entries(manifest)
        .filter(([, value]) => value !== undefined)
        .map(([key, value]) => `${JSON.stringify(key)}:${JSON.stringify(value)},\n`)
        .join('');
    const text = `{${body}`;
    return `${text}"sha256":"${digestOf(text)}"}\n`;
}
const digestOf = (text) => createHash('sha256').update(text).digest('hex');
const closing = /"sha256":"([0-9a-f]{64})"\}\n$/;
/** TaskError 10 where it is none, or was changed; TaskError 2 where it is of a newer version. */
export function parseManifest(text, file) {
    const stated = closing.exec(text);
    if (!stated || digestOf(text.slice(0, stated.index)) !== stated[1])
        throw damaged(file, 'it was changed or cut');
    let manifest;
    try {
        manifest = JSON.parse(text);
    }
    catch {
        throw damaged(file, 'it is no JSON');
    }
    if (manifest.format !== manifestFormat)
        throw damaged(file, 'it is no manifest of a backup');
    if (manifest.version > manifestVersion)
        throw tooNew(file, manifest);
    const { sha256: _, ...rest } = manifest;
    return rest;
}
const damaged = (file, reason) => new TaskError(`${file} is damaged: ${reason}`, {
    exitCode: exitCodes.damaged,
    hint: 'Take another backup: tasks list-backups shows them.',
});
const tooNew = (file, { version, tool }) => new TaskError(`${file} is of format version ${version}, by ${tool}; this version reads ${manifestVersion}`, {
    exitCode: exitCodes.usage,
    hint: 'Use a newer version of record-tasks.',
});
