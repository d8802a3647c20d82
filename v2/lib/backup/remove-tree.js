import { chmod, readdir, rm } from 'node:fs/promises';
import path from 'node:path';
/** Removes a folder with all that is in it, though modes forbid to look into it. Idempotent. */
export async function removeTree(folder) {
    await rm(folder, { recursive: true, force: true }).catch(async (error) => {
        if (error.code !== 'EACCES' && error.code !== 'EPERM')
            throw error;
        await openUp(folder);
        await rm(folder, { recursive: true, force: true });
    });
}
async function openUp(folder) {
    await chmod(folder, 0o700);
    for (const entry of await readdir(folder, { withFileTypes: true }))
        if (entry.isDirectory())
            await openUp(path.join(folder, entry.name));
}
