import { Readable } from 'node:stream'
import { exitCodes, TaskError } from '../errors.ts'
import type { Store, StoredDigest, StoredFile, StoreLock, StoreOptions } from './store.ts'
import { StoredStream } from './stored-stream.ts'

/** A store for tests, in this process. Two of one `shelf` see the same files. */
export class MemoryStore implements Store {
  readonly display = 'memory:'
  readonly #shelf: Shelf

  constructor(shelf: Shelf = { files: new Map(), locks: new Set() }) {
    this.#shelf = shelf
  }

  async list(prefix: string): Promise<StoredFile[]> {
    const found = [...this.#shelf.files].filter(([name]) => name.startsWith(prefix))
    return found
      .map(([name, { bytes, modified }]) => ({ name, size: bytes.length, modified }))
      .sort((a, b) => Buffer.compare(Buffer.from(a.name), Buffer.from(b.name)))
  }

  async write(
    name: string,
    content: AsyncIterable<Buffer>,
    { signal }: StoreOptions = {},
  ): Promise<StoredDigest> {
    if (name.includes('/')) throw new TaskError(`${name} is no name of a file`)
    if (this.#shelf.files.has(name)) throw new TaskError(`${name} exists already`)
    const stored = new StoredStream()
    const chunks: Buffer[] = []
    for await (const chunk of stored.through(content)) {
      signal?.throwIfAborted()
      chunks.push(Buffer.from(chunk))
    }
    this.#shelf.files.set(name, { bytes: Buffer.concat(chunks), modified: new Date() })
    return stored.digest()
  }

  async read(name: string): Promise<Readable> {
    const file = this.#shelf.files.get(name)
    if (!file) throw new TaskError(`${name} does not exist`)
    return Readable.from([file.bytes])
  }

  async remove(name: string): Promise<void> {
    this.#shelf.files.delete(name)
  }

  async free(): Promise<undefined> {}

  async sweep(): Promise<string[]> {
    return []
  }

  async lock(name: string): Promise<StoreLock> {
    const { locks } = this.#shelf
    if (locks.has(name))
      throw new TaskError(`Another run is at work on ${name}`, { exitCode: exitCodes.locked })
    locks.add(name)
    return {
      release: async () => {
        locks.delete(name)
      },
    }
  }

  async close(): Promise<void> {}
}

export interface Shelf {
  files: Map<string, { bytes: Buffer; modified: Date }>
  locks: Set<string>
}
