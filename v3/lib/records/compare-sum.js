import { createHash } from 'node:crypto';
const modulus = 1n << 256n;
/** Records as a sum of their digests: two sides with the same sum hold the same records, in whatever order. */
export class RecordSum {
    #sum = 0n;
    #count = 0;
    add(normal) {
        this.#sum = (this.#sum + BigInt(`0x${createHash('sha256').update(normal).digest('hex')}`)) % modulus;
        this.#count++;
    }
    equals(other) {
        return this.#count === other.#count && this.#sum === other.#sum;
    }
}
