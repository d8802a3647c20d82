import { manifestEnding } from './backup-name.js';
import { isGood, readCatalog } from './catalog.js';
import { heldBackups } from './held-backups.js';
import { applyRetention } from './retention.js';
/** Removes the backups of a name that no rule keeps. TaskError 13 while another run is at work on them. */
export async function pruneBackups(options) {
    if (options.dry)
        return prune(options);
    const lock = await options.store.lock(options.name);
    try {
        return await pruneLocked(options);
    }
    finally {
        await lock.release();
    }
}
/** For who holds the lock already. */
export const pruneLocked = (options) => prune(options);
async function prune({ store, name, keep, timezone, dry, now = new Date(), signal, }) {
    const catalog = await readCatalog(store, name);
    const held = await heldBackups(store, name);
    const verdicts = applyRetention(catalog.map((backup) => retained(backup, held)), keep, { now, timezone });
    const going = verdicts.filter((verdict) => !verdict.keep);
    if (!dry) {
        for (const { backup } of going) {
            signal?.throwIfAborted();
            await removeBackup(store, backup.catalogued);
        }
    }
    return {
        verdicts: verdicts.map(({ backup, keep: stays, reasons }) => ({
            id: backup.id,
            size: backup.catalogued.size,
            keep: stays,
            reasons,
        })),
        freed: going.reduce((sum, { backup }) => sum + backup.catalogued.size, 0),
    };
}
function retained(backup, held) {
    const { manifest } = backup;
    return {
        id: backup.id,
        created: backup.created,
        attempt: backup.attempt,
        good: isGood(backup),
        pinned: manifest?.pinned === true,
        held: held.has(backup.id),
        group: JSON.stringify([Boolean(manifest?.records), Boolean(manifest?.media), manifest?.safety === true]),
        catalogued: backup,
    };
}
/** The manifest first: what is left of a removal that was cut off is no backup, and goes with the next run. */
async function removeBackup(store, { id, files }) {
    await store.remove(`${id}${manifestEnding}`);
    for (const file of files)
        await store.remove(file);
}
