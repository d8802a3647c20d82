import { TaskError } from '../errors.js';
import { partsOf } from './catalog.js';
import { clearLeftovers, storeManifest } from './make-backup.js';
/**
 * Brings a backup to a second location, byte for byte, under that one's lock, which the caller holds. What arrives is
 * compared with the manifest; the manifest comes last. Gives the bytes stored.
 */
export async function copyBackup(manifest, from, to, options = {}) {
    await clearLeftovers(to, manifest.name);
    const written = [];
    try {
        for (const part of partsOf(manifest)) {
            const stored = await to.write(part.file, await from.read(part.file, options), options);
            written.push(part.file);
            if (stored.sha256 !== part.sha256)
                throw changedOnTheWay(part.file, from, to);
        }
        options.signal?.throwIfAborted();
        return await storeManifest(to, manifest);
    }
    catch (error) {
        for (const file of written.reverse())
            await to.remove(file).catch(() => { });
        throw error;
    }
}
const changedOnTheWay = (file, from, to) => new TaskError(`${file} came to ${to.display} otherwise than it is in ${from.display}`, {
    hint: 'Run it again; tasks verify-backups tells whether the first copy is whole.',
});
