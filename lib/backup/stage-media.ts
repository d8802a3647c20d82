import { randomBytes } from 'node:crypto'
import { constants } from 'node:fs'
import { chmod, chown, mkdir, open, readdir, rename, rm, stat, utimes } from 'node:fs/promises'
import path from 'node:path'
import { Readable } from 'node:stream'
import type { ParsedTarEntry, TarHeader } from 'modern-tar'
import { exitCodes, TaskError } from '../errors.ts'
import type { MediaDirectory } from './media-directory.ts'

/** Media that are unpacked, flushed to disk, and not in place yet. */
export interface StagedMedia {
  /** Regular files, and their bytes. */
  readonly files: number
  readonly bytes: number
  /** Puts each folder in the place of the one that is there, by rename; that one is gone then. */
  swap(): Promise<void>
  /** Removes what is not in place. Idempotent. */
  discard(): Promise<void>
}

export interface StageOptions {
  signal?: AbortSignal | undefined
}

interface Stage {
  directory: MediaDirectory
  /** Beside the folder, so that a rename does not cross file systems. */
  fresh: string
  old: string
  /** Folders get their modes and times last, deepest first: files change them. */
  folders: { path: string; header: TarHeader }[]
}

/**
 * Unpacks an archive of media beside the folders that it is to replace. Nothing outside the stage is written whatever
 * the archive says: a link, a device, an absolute path, `..`, a name outside the folders, one that comes twice or
 * differs from another only by case on a file system that cannot tell, is a TaskError 10, and the stage is removed.
 */
export async function stageMedia(
  content: AsyncIterable<Buffer>,
  directories: readonly MediaDirectory[],
  { signal }: StageOptions,
): Promise<StagedMedia> {
  await recoverMedia(directories)
  const mark = `${process.pid}-${randomBytes(4).toString('hex')}`
  const stages = directories.map((directory) => stageOf(directory, mark))
  const staged = new Staged(stages)
  try {
    await staged.unpack(content, signal)
    return staged
  } catch (error) {
    await staged.discard()
    throw error
  }
}

const stageOf = (directory: MediaDirectory, mark: string): Stage => {
  const beside = path.join(path.dirname(directory.path), `.${path.basename(directory.path)}`)
  return { directory, fresh: `${beside}.${mark}.restoring`, old: `${beside}.${mark}.replaced`, folders: [] }
}

const stagePattern = /\.\d+-[0-9a-f]{8}\.(restoring|replaced)$/

/**
 * What a run that died left: of a swap that was cut between its two renames the old folder goes back, everything else
 * of it goes. To be called by who holds the lock.
 */
export async function recoverMedia(directories: readonly MediaDirectory[]): Promise<void> {
  for (const { path: folder } of directories) {
    const parent = path.dirname(folder)
    const names = await readdir(parent).catch(() => [])
    const left = names.filter(
      (name) => name.startsWith(`.${path.basename(folder)}.`) && stagePattern.test(name),
    )
    const replaced = left.find((name) => name.endsWith('.replaced'))
    if (replaced !== undefined && !(await exists(folder))) await rename(path.join(parent, replaced), folder)
    for (const name of left) await removeTree(path.join(parent, name))
  }
}

const exists = (file: string): Promise<boolean> =>
  stat(file).then(
    () => true,
    () => false,
  )

class Staged implements StagedMedia {
  files = 0
  bytes = 0
  readonly #stages: readonly Stage[]
  #inPlace = 0

  constructor(stages: readonly Stage[]) {
    this.#stages = stages
  }

  async unpack(content: AsyncIterable<Buffer>, signal: AbortSignal | undefined): Promise<void> {
    for (const { fresh } of this.#stages) {
      await mkdir(path.dirname(fresh), { recursive: true })
      await mkdir(fresh, { mode: 0o700 })
    }
    const { createTarDecoder } = await import('modern-tar')
    const decoder = createTarDecoder({ strict: true })
    const source = Readable.toWeb(
      Readable.from(content, { objectMode: true }),
    ) as unknown as ReadableStream<Uint8Array>
    try {
      for await (const entry of source.pipeThrough(decoder) as unknown as AsyncIterable<ParsedTarEntry>) {
        signal?.throwIfAborted()
        await this.#unpackEntry(entry)
      }
    } catch (error) {
      throw unreadable(error)
    }
    for (const { folders } of this.#stages) for (const folder of folders.reverse()) await dress(folder)
    for (const { fresh } of this.#stages) await flushFolder(path.dirname(fresh))
  }

  async #unpackEntry({ header, body }: ParsedTarEntry): Promise<void> {
    const { stage, target } = this.#placeOf(header)
    if (header.type === 'directory') {
      if (target !== stage.fresh) await mkdir(target, { mode: 0o700 }).catch(refuseTwice(header))
      stage.folders.push({ path: target, header })
      await body.cancel()
      return
    }
    if (header.type !== 'file') throw hostile(header, `is a ${header.type}`)
    await this.#unpackFile(target, header, body)
  }

  /** Where an entry goes; refuses what would lead anywhere else. */
  #placeOf(header: TarHeader): { stage: Stage; target: string } {
    const { name } = header
    const bare = name.endsWith('/') ? name.slice(0, -1) : name
    if (name.includes('\0') || name.includes('\\') || path.posix.isAbsolute(name))
      throw hostile(header, 'is no path within it')
    const stage = this.#stages.find(
      ({ directory }) => bare === directory.name || bare.startsWith(`${directory.name}/`),
    )
    if (!stage) throw hostile(header, 'is in none of the media folders')
    const inner = bare.slice(stage.directory.name.length + 1)
    const parts = inner === '' ? [] : inner.split('/')
    if (parts.some((part) => part === '' || part === '.' || part === '..'))
      throw hostile(header, 'is no path within it')
    return { stage, target: path.join(stage.fresh, ...parts) }
  }

  /** Made new and never through a link: the stage holds nothing that was not made here. */
  async #unpackFile(target: string, header: TarHeader, body: ReadableStream<Uint8Array>): Promise<void> {
    const flags = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | constants.O_NOFOLLOW
    const handle = await open(target, flags, 0o600).catch(refuseTwice(header))
    try {
      let size = 0
      for await (const chunk of body as unknown as AsyncIterable<Uint8Array>) {
        await handle.writeFile(chunk)
        size += chunk.length
      }
      if (size !== header.size) throw hostile(header, `has ${size} bytes, not ${header.size}`)
      await dressHandle(target, handle, header)
      await handle.sync()
      this.files++
      this.bytes += size
    } finally {
      await handle.close()
    }
  }

  async swap(): Promise<void> {
    for (const { directory, fresh, old } of this.#stages) {
      const isThere = await exists(directory.path)
      if (isThere) await rename(directory.path, old)
      await rename(fresh, directory.path).catch(async (error) => {
        if (isThere) await rename(old, directory.path)
        throw error
      })
      this.#inPlace++
      await flushFolder(path.dirname(directory.path))
    }
  }

  async discard(): Promise<void> {
    for (const [index, { fresh, old }] of this.#stages.entries()) {
      await removeTree(fresh)
      if (index < this.#inPlace) await removeTree(old)
    }
  }
}

/** Modes may forbid to look into a folder that is to go. */
async function removeTree(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true }).catch(async (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EACCES' && error.code !== 'EPERM') throw error
    await openUp(folder)
    await rm(folder, { recursive: true, force: true })
  })
}

async function openUp(folder: string): Promise<void> {
  await chmod(folder, 0o700)
  for (const entry of await readdir(folder, { withFileTypes: true }))
    if (entry.isDirectory()) await openUp(path.join(folder, entry.name))
}

const isSuperuser = (): boolean => process.getuid?.() === 0

async function dressHandle(
  target: string,
  handle: Awaited<ReturnType<typeof open>>,
  header: TarHeader,
): Promise<void> {
  // Before the mode: a change of owner takes the set-id bits away.
  if (isSuperuser()) await handle.chown(header.uid ?? 0, header.gid ?? 0)
  await handle.chmod((header.mode ?? 0o644) & 0o7777)
  const time = timeOf(header)
  await utimes(target, time, time)
}

async function dress({ path: folder, header }: { path: string; header: TarHeader }): Promise<void> {
  if (isSuperuser()) await chown(folder, header.uid ?? 0, header.gid ?? 0)
  const time = timeOf(header)
  await utimes(folder, time, time)
  await flushFolder(folder)
  await chmod(folder, (header.mode ?? 0o755) & 0o7777)
}

/** Seconds with a fraction: as near as a double comes, which is a quarter of a microsecond. */
const timeOf = ({ pax, mtime }: TarHeader): number =>
  pax?.mtime === undefined ? (mtime?.getTime() ?? 0) / 1000 : Number(pax.mtime)

async function flushFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

const refuseTwice =
  (header: TarHeader) =>
  (error: NodeJS.ErrnoException): never => {
    if (error.code === 'EEXIST')
      throw hostile(
        header,
        'is there twice, or differs from another only by what this file system does not tell apart',
      )
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') throw hostile(header, 'comes before its folder')
    throw error
  }

const hostile = ({ name }: TarHeader, reason: string): TaskError =>
  new TaskError(`The media archive holds ${JSON.stringify(name)}, which ${reason}`, {
    exitCode: exitCodes.damaged,
    hint: 'It was not made by this tool, or was changed. Nothing was changed.',
  })

/** What the decoder says of an archive is about the archive. */
function unreadable(error: unknown): unknown {
  if (
    error instanceof TaskError ||
    (error as NodeJS.ErrnoException).code ||
    (error as Error).name === 'AbortError'
  )
    return error
  return new TaskError(`The media archive cannot be read: ${(error as Error).message}`, {
    exitCode: exitCodes.damaged,
    hint: 'Take another backup. Nothing was changed.',
    cause: error,
  })
}
