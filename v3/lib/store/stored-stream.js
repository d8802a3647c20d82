import { createHash } from 'node:crypto';
/** Counts and hashes what goes through; `digest()` after its end. */
export class StoredStream {
    #hash = createHash('sha256');
    #size = 0;
    async *through(content) {
        for await (const chunk of content) {
            this.#hash.update(chunk);
            this.#size += chunk.length;
            yield chunk;
        }
    }
    digest() {
        return { size: this.#size, sha256: this.#hash.digest('hex') };
    }
}
/** Reads it all. */
export async function digestOf(content) {
    const stored = new StoredStream();
    for await (const _ of stored.through(content))
        ;
    return stored.digest();
}
