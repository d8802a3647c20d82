import { pipeline, Readable } from 'node:stream';
import { decompressor } from '../dump/compression.js';
import { exitCodes, TaskError } from '../errors.js';
import { digestOf } from '../store/stored-stream.js';
import { decrypt } from './encryption.js';
/** A part as it was before it was encrypted and compressed. Its errors come as it is read. */
export async function readPart(store, manifest, part, keys, options = {}) {
    const stored = await store.read(part.file, options);
    const plain = manifest.encryption ? Readable.from(await decrypt(stored, keys, part.file)) : stored;
    const transform = await decompressor(part.compression);
    if (!transform)
        return plain;
    pipeline(plain, transform, () => { });
    return transform;
}
/** Reads all of a part as it is stored. TaskError 10 where it is not what the manifest says. */
export async function verifyPart(store, part, options = {}) {
    const { size, sha256 } = await digestOf(await store.read(part.file, options));
    if (size === part.size && sha256 === part.sha256)
        return;
    const what = size === part.size ? 'its content was changed' : `it has ${size} bytes, not ${part.size}`;
    throw new TaskError(`${part.file} in ${store.display} is damaged: ${what}`, {
        exitCode: exitCodes.damaged,
        hint: 'Take another backup: tasks list-backups shows them. Nothing was changed.',
    });
}
