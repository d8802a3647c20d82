import { createHash } from 'node:crypto';
import { exitCodes, TaskError } from '../errors.js';
export const stateFormat = 'record-update';
export const stateVersion = 1;
/** A name may stand for the backups of more than one database: each has its own state. */
function prefixOf({ name, settings }) {
    const { engine, host, port, socketPath, database, filename } = settings;
    const address = JSON.stringify([engine, host, port, socketPath, database, filename]);
    return `${name}.update-${createHash('sha256').update(address).digest('hex').slice(0, 12)}.`;
}
const pattern = /^(\d+)\.json$/;
/** Undefined where no update was made. TaskError 10 where what is there is none. */
export async function readUpdateState(place) {
    const newest = (await numbers(place)).at(-1);
    if (newest === undefined)
        return undefined;
    const file = `${prefixOf(place)}${newest}.json`;
    const parts = [];
    for await (const part of await place.store.read(file))
        parts.push(part);
    return parseState(Buffer.concat(parts).toString('utf8'), file, place);
}
/** Under the lock of the database. A store writes a file whole or not at all: the newest number counts. */
export async function writeUpdateState(place, state) {
    const before = await numbers(place);
    const prefix = prefixOf(place);
    async function* content() {
        yield Buffer.from(`${JSON.stringify(state, undefined, 1)}\n`);
    }
    await place.store.write(`${prefix}${(before.at(-1) ?? 0) + 1}.json`, content());
    for (const number of before)
        await place.store.remove(`${prefix}${number}.json`);
}
async function numbers(place) {
    const prefix = prefixOf(place);
    return (await place.store.list(prefix))
        .flatMap(({ name }) => {
        const match = pattern.exec(name.slice(prefix.length));
        return match ? [Number(match[1])] : [];
    })
        .sort((a, b) => a - b);
}
function parseState(text, file, { store }) {
    let state;
    try {
        state = JSON.parse(text);
    }
    catch (cause) {
        throw damaged(file, store, 'it is no JSON', cause);
    }
    if (state.format !== stateFormat)
        throw damaged(file, store, 'it is no state of an update');
    if (state.version > stateVersion) {
        throw new TaskError(`${file} in ${store.display} was written by ${state.tool}, which is newer`, {
            exitCode: exitCodes.usage,
            hint: 'Use that version of record-tasks.',
        });
    }
    return state;
}
const damaged = (file, store, reason, cause) => new TaskError(`${file} in ${store.display} is damaged: ${reason}`, {
    exitCode: exitCodes.damaged,
    hint: 'It says what the last update did. Look at the database, remove the file, and begin anew; tasks list-backups shows what there is to go back to.',
    cause,
});
