/**
 * Ids of the backups of a name that an update may still go back to: lib/update writes them down beside the backups, in
 * files that are named after the backups and the database. What cannot be read holds nothing.
 */
export async function heldBackups(store, name) {
    const held = new Set();
    for (const file of await store.list(`${name}.update-`)) {
        const state = await readJson(store, file.name);
        if (state === undefined || state.phase === 'rolled back')
            continue;
        for (const id of [state.backup, state.rollback?.safetyId])
            if (typeof id === 'string')
                held.add(id);
    }
    return held;
}
async function readJson(store, file) {
    try {
        const parts = [];
        for await (const part of await store.read(file))
            parts.push(part);
        return JSON.parse(Buffer.concat(parts).toString('utf8'));
    }
    catch {
        return undefined;
    }
}
