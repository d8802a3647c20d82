import { exitCodes, TaskError } from '../errors.js';
import { isGood, partsOf, readCatalog } from './catalog.js';
import { drillBackup } from './drill-backup.js';
import { verifyPart } from './read-part.js';
/** Reads every backup of the location through, newest first, against the digests of its manifest. */
export async function verifyBackups(options) {
    const verified = [];
    for (const backup of await readCatalog(options.store, options.name)) {
        options.signal?.throwIfAborted();
        const result = await verify(backup, options);
        verified.push(result);
        options.onVerified?.(result);
    }
    return verified;
}
async function verify(backup, options) {
    const { id, size, manifest } = backup;
    const faults = [...backup.faults];
    const notes = [];
    if (isGood(backup)) {
        for (const part of partsOf(backup.manifest))
            await verifyPart(options.store, part, options).catch((error) => faults.push(faultOf(error, options)));
        if (faults.length === 0 && options.drill)
            await drill(backup.manifest, options, faults, notes);
    }
    return { id, size, manifest, faults, notes };
}
async function drill(manifest, options, faults, notes) {
    try {
        notes.push(...(await drillBackup(options.store, manifest, options)));
    }
    catch (error) {
        const isDamage = error instanceof TaskError && error.exitCode === exitCodes.damaged;
        const fault = faultOf(error, options);
        if (isDamage)
            faults.push(fault);
        else
            notes.push(`It was not drilled: ${fault}`);
    }
}
/** A file that cannot be read is a fault of that backup, and no reason not to look at the others. */
function faultOf(error, { signal }) {
    signal?.throwIfAborted();
    if (error instanceof TaskError || error.code)
        return error.message;
    throw error;
}
