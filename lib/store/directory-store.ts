import { createReadStream } from 'node:fs'
import { readdir, rm, stat, statfs } from 'node:fs/promises'
import path from 'node:path'
import { Readable } from 'node:stream'
import { TaskError } from '../errors.ts'
import { targetOfTemporary, writeAtomically } from '../files/atomic-file.ts'
import { makeFolder } from '../files/make-folder.ts'
import { lockFile } from './kernel-lock.ts'
import type { Store, StoredDigest, StoredFile, StoreLock, StoreOptions } from './store.ts'
import { digestOf, StoredStream } from './stored-stream.ts'

const bufferSize = 1024 * 1024

/** A folder of this machine, made when something is first stored. */
export class DirectoryStore implements Store {
  readonly display: string

  /** An absolute path. */
  constructor(directory: string) {
    this.display = directory
  }

  async list(prefix: string): Promise<StoredFile[]> {
    const names = await this.#names((entry) => entry.startsWith(prefix) && !entry.startsWith('.'))
    const files = await Promise.all(names.map((name) => this.#stat(name)))
    return files.filter((file) => file !== undefined)
  }

  async write(
    name: string,
    content: AsyncIterable<Buffer>,
    { signal }: StoreOptions = {},
  ): Promise<StoredDigest> {
    await makeFolder(this.display)
    const stored = new StoredStream()
    let digest: StoredDigest | undefined
    await writeAtomically(this.#path(name), [Readable.from(stored.through(content), { objectMode: true })], {
      signal,
      check: async (temporary) => {
        digest = stored.digest()
        await checkStored(temporary, name, digest)
      },
    })
    return digest!
  }

  async read(name: string, { signal }: StoreOptions = {}): Promise<Readable> {
    if ((await this.#stat(name)) === undefined) {
      throw new TaskError(`${this.#path(name)} does not exist`, {
        hint: 'It was removed, or never came whole.',
      })
    }
    return createReadStream(this.#path(name), { highWaterMark: bufferSize, ...(signal ? { signal } : {}) })
  }

  async remove(name: string): Promise<void> {
    await rm(this.#path(name), { force: true })
  }

  async free(): Promise<number | undefined> {
    const folder = await nearestFolder(this.display)
    const { bavail, bsize } = await statfs(folder)
    return bavail * bsize
  }

  async sweep(isOurs: (name: string) => boolean): Promise<string[]> {
    const names = await this.#names((entry) => {
      const target = targetOfTemporary(entry)
      return target !== undefined && isOurs(target)
    })
    for (const name of names) await rm(path.join(this.display, name), { force: true })
    return names
  }

  lock(name: string): Promise<StoreLock> {
    return lockFile(
      path.join(this.display, `.${name}.lock`),
      `at work on backups of ${name} in ${this.display}`,
    )
  }

  async close(): Promise<void> {}

  /** Names never come from outside with a folder in them; should one, it is none of this store's. */
  #path(name: string): string {
    if (path.basename(name) !== name) throw new TaskError(`${name} is no name of a file in ${this.display}`)
    return path.join(this.display, name)
  }

  async #names(isWanted: (name: string) => boolean): Promise<string[]> {
    const entries = await readdir(this.display, { withFileTypes: true }).catch(
      (error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return []
        throw unreadable(this.display, error)
      },
    )
    const names = entries.filter((entry) => entry.isFile() && isWanted(entry.name)).map(({ name }) => name)
    return names.sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)))
  }

  /** Undefined where it is gone. */
  async #stat(name: string): Promise<StoredFile | undefined> {
    const found = await stat(this.#path(name)).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return undefined
      throw unreadable(this.#path(name), error)
    })
    return found && { name, size: found.size, modified: found.mtime }
  }
}

/** What the disk gives back must be what went to it: before anybody relies on it. */
async function checkStored(temporary: string, name: string, expected: StoredDigest): Promise<void> {
  const found = await digestOf(createReadStream(temporary, { highWaterMark: bufferSize }))
  if (found.size === expected.size && found.sha256 === expected.sha256) return
  throw new TaskError(
    `${name} was not stored as it was written: ${found.size} of ${expected.size} bytes came back`,
    {
      hint: 'The disk or the file system is at fault. Nothing was left behind.',
    },
  )
}

async function nearestFolder(folder: string): Promise<string> {
  const found = await stat(folder).catch(() => undefined)
  const parent = path.dirname(folder)
  return found || parent === folder ? folder : nearestFolder(parent)
}

const unreadable = (place: string, error: NodeJS.ErrnoException): unknown =>
  error.code === 'EACCES' || error.code === 'EPERM' || error.code === 'ENOTDIR'
    ? new TaskError(
        `${place} cannot be read: ${error.code === 'ENOTDIR' ? 'it is no folder' : 'permission denied'}`,
        {
          hint: 'Name another location with -p, or give this user access.',
          cause: error,
        },
      )
    : error
