import { copyBackup } from './copy-backup.js';
import { makeLocked, refuseWhatCannotBe } from './make-backup.js';
import { pruneLocked } from './prune-backups.js';
/**
 * Makes one backup and puts it into every location. A location that fails does not keep it from the others, and sees no
 * retention. Rejects where no location has it, with the first one's error.
 */
export async function runBackup(options) {
    const { stores, ...rest } = options;
    for (const store of stores)
        refuseWhatCannotBe({ ...rest, store });
    const results = [];
    let made;
    for (const store of stores) {
        const result = { location: store.display, size: undefined, pruned: [], error: undefined };
        results.push(result);
        try {
            await underLock(store, options.name, async () => {
                if (made)
                    result.size = await copyBackup(made.manifest, made.store, store, options);
                else {
                    const backup = await makeLocked({ ...rest, store });
                    result.size = backup.size;
                    made = { manifest: backup.manifest, store, notes: backup.notes };
                }
                result.pruned = await retain(store, options);
            });
        }
        catch (error) {
            options.signal?.throwIfAborted();
            result.error = error;
        }
    }
    if (!made)
        throw results[0].error;
    return { manifest: made.manifest, locations: results, notes: made.notes };
}
async function underLock(store, name, work) {
    const lock = await store.lock(name);
    try {
        await work();
    }
    finally {
        await lock.release();
    }
}
async function retain(store, { name, keep, timezone, signal }) {
    if (keep === undefined || Object.keys(keep).length === 0)
        return [];
    const { verdicts } = await pruneLocked({ store, name, keep, timezone, signal });
    return verdicts.filter((verdict) => !verdict.keep).map(({ id }) => id);
}
