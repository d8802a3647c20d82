import { createHash } from 'node:crypto';
/** Counts and hashes the record lines of one table. */
export class TableDigest {
    #hash = createHash('sha256');
    #rows = 0;
    get rows() {
        return this.#rows;
    }
    add(batch) {
        this.#hash.update(batch.bytes);
        this.#rows += batch.rows;
    }
    /** Once, after the last batch. */
    finish() {
        return { rows: this.#rows, sha256: this.#hash.digest('hex') };
    }
}
