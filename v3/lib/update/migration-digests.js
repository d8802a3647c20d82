import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { migrationFiles, stemOf } from '../migrations/migration-files.js';
/** The SHA-256 of the file of each migration named; one without a file is left out. */
export async function migrationDigests(directory, names) {
    const files = new Map((await migrationFiles(directory)).map((file) => [file.stem, file]));
    const digests = {};
    for (const name of names) {
        const file = files.get(stemOf(name));
        if (file)
            digests[name] = createHash('sha256')
                .update(await readFile(file.path))
                .digest('hex');
    }
    return digests;
}
