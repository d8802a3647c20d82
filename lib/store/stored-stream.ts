import { createHash } from 'node:crypto'
import type { StoredDigest } from './store.ts'

/** Counts and hashes what goes through; `digest()` after its end. */
export class StoredStream {
  readonly #hash = createHash('sha256')
  #size = 0

  async *through(content: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    for await (const chunk of content) {
      this.#hash.update(chunk)
      this.#size += chunk.length
      yield chunk
    }
  }

  digest(): StoredDigest {
    return { size: this.#size, sha256: this.#hash.digest('hex') }
  }
}

/** Reads it all. */
export async function digestOf(content: AsyncIterable<Buffer>): Promise<StoredDigest> {
  const stored = new StoredStream()
  for await (const _ of stored.through(content));
  return stored.digest()
}
