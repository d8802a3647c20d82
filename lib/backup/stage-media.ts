import { constants } from 'node:fs'
import { type FileHandle, mkdir, open, statfs } from 'node:fs/promises'
import path from 'node:path'
import type { ParsedTarEntry, TarHeader } from 'modern-tar'
import { exitCodes, TaskError } from '../errors.ts'
import { flushFolder } from '../files/flush-folder.ts'
import type { MediaDirectory } from './media-directory.ts'
import { type FolderDress, isStageName, MediaStage, putOn, timeToSet } from './media-stage.ts'
import { mountPointsWithin } from './mount-points.ts'
import { webStream } from './web-stream.ts'

/** Media that are unpacked, flushed to disk, and not in place yet. */
export interface StagedMedia {
  /** Regular files, and their bytes. */
  readonly files: number
  readonly bytes: number
  /** Of swaps of earlier runs that were cut off: a sentence each. */
  readonly notes: readonly string[]
  /**
   * Puts each folder in the place of the one that is there, by rename; that one is gone then. A sentence for each of which this
   * user could not remove all.
   */
  swap(): Promise<string[]>
  /** Removes what is not in place. Idempotent. */
  discard(): Promise<void>
}

export interface StageOptions {
  /** What the manifest says of the archive: with the first file or byte more it is refused. */
  expected?: { files: number; bytes: number } | undefined
  signal?: AbortSignal | undefined
}

interface Stage {
  place: MediaStage
  /** Of the media folder itself; undefined until its entry came. */
  dress: FolderDress | undefined
  /** Folders get their modes and times last, deepest first: files change them. */
  folders: { path: string; header: TarHeader }[]
}

/**
 * Unpacks an archive of media beside the folders that it is to replace. Nothing outside the stage is written whatever
 * the archive says: a link, a device, an absolute path, `..`, a name outside the folders, one that comes twice or
 * differs from another only by case on a file system that cannot tell, more than was expected: that is a TaskError 10,
 * and the stage is removed. TaskError 13 while another run is restoring one of the folders.
 */
export async function stageMedia(
  content: AsyncIterable<Buffer>,
  directories: readonly MediaDirectory[],
  { expected, signal }: StageOptions = {},
): Promise<StagedMedia> {
  const notes = await recoverMedia(directories)
  const stages: Stage[] = []
  const staged = new Staged(stages, notes, expected)
  try {
    for (const directory of directories) {
      await refuseMountsWithin(directory)
      stages.push({ place: await MediaStage.make(directory), dress: undefined, folders: [] })
    }
    await staged.unpack(content, signal)
    return staged
  } catch (error) {
    await staged.discard()
    throw error
  }
}

/** What restores that died left of the folders is brought to an end or undone: a sentence for each that had begun to swap. */
export async function recoverMedia(directories: readonly MediaDirectory[]): Promise<string[]> {
  const notes: string[] = []
  for (const directory of directories) {
    for (const stage of await MediaStage.left(directory)) {
      const note = await stage.recover()
      if (note !== undefined) notes.push(note)
    }
  }
  return notes
}

async function refuseMountsWithin(directory: MediaDirectory): Promise<void> {
  const [mounted] = await mountPointsWithin(directory.path)
  if (mounted === undefined) return
  throw new TaskError(
    `${mounted} is a file system of its own within the media folder ${directory.name}, which cannot be replaced with it`,
    { hint: 'Unmount it for the restore. Nothing was changed.' },
  )
}

class Staged implements StagedMedia {
  files = 0
  bytes = 0
  readonly notes: readonly string[]
  readonly #stages: readonly Stage[]
  readonly #expected: { files: number; bytes: number }
  readonly #flushes = new Flushes()

  constructor(
    stages: readonly Stage[],
    notes: readonly string[],
    expected: { files: number; bytes: number } = {
      files: Number.POSITIVE_INFINITY,
      bytes: Number.POSITIVE_INFINITY,
    },
  ) {
    this.#stages = stages
    this.notes = notes
    this.#expected = expected
  }

  async unpack(content: AsyncIterable<Buffer>, signal: AbortSignal | undefined): Promise<void> {
    await this.#requireRoom()
    const { createTarDecoder } = await import('modern-tar')
    const source = webStream(content) as unknown as ReadableStream<Uint8Array>
    const entries = source.pipeThrough(createTarDecoder({ strict: true }))
    try {
      for await (const entry of entries as unknown as AsyncIterable<ParsedTarEntry>) {
        signal?.throwIfAborted()
        await this.#unpackEntry(entry)
      }
      await this.#flushes.end()
    } catch (error) {
      await this.#flushes.end().catch(() => {})
      throw unreadable(error)
    }
    for (const { folders } of this.#stages) {
      for (const folder of folders.reverse()) await putOn(folder.path, dressOf(folder.header))
    }
    for (const { place } of this.#stages) await flushFolder(path.dirname(place.fresh))
  }

  /** As far as the manifest tells. */
  async #requireRoom(): Promise<void> {
    const { bytes } = this.#expected
    const [stage] = this.#stages
    if (!stage || !Number.isFinite(bytes)) return
    const { bavail, bsize } = await statfs(stage.place.fresh)
    if (bavail * bsize >= bytes) return
    throw new TaskError(
      `There is no room to unpack the media beside ${stage.place.directory.path}: ${bavail * bsize} bytes are free, and they take ${bytes}`,
      { hint: 'Make room: until they are in place the old ones are kept. Nothing was changed.' },
    )
  }

  async #unpackEntry({ header, body }: ParsedTarEntry): Promise<void> {
    const { stage, target } = this.#placeOf(header)
    if (header.type === 'directory') {
      await body.cancel()
      return unpackFolder(stage, target, header)
    }
    if (header.type !== 'file') throw hostile(header, `is a ${header.type}`)
    this.files++
    this.bytes += header.size
    if (this.files > this.#expected.files || this.bytes > this.#expected.bytes)
      throw hostile(header, 'is more than its manifest says')
    await this.#unpackFile(target, header, body)
  }

  /** Where an entry goes; refuses what would lead anywhere else. */
  #placeOf(header: TarHeader): { stage: Stage; target: string } {
    const { name } = header
    const bare = name.endsWith('/') ? name.slice(0, -1) : name
    if (name.includes('\0') || path.posix.isAbsolute(name)) throw hostile(header, 'is no path within it')
    const stage = this.#stages.find(({ place: { directory } }) => isWithin(bare, directory.name))
    if (!stage) throw hostile(header, 'is in none of the media folders')
    const inner = bare.slice(stage.place.directory.name.length + 1)
    const parts = inner === '' ? [] : inner.split('/')
    if (parts.some((part) => part === '' || part === '.' || part === '..' || part.includes(notInNames)))
      throw hostile(header, 'is no path within it')
    if (isStageName(parts[0] ?? '')) throw hostile(header, 'goes by a name of restores')
    if (![header.uid, header.gid].every(isOwner)) throw hostile(header, 'belongs to nobody that there can be')
    return { stage, target: path.join(stage.place.fresh, ...parts) }
  }

  /** Made new and never through a link: the stage holds nothing that was not made here. */
  async #unpackFile(target: string, header: TarHeader, body: ReadableStream<Uint8Array>): Promise<void> {
    const flags = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | constants.O_NOFOLLOW
    const handle = await open(target, flags, 0o600).catch(refusePlace(header))
    try {
      let size = 0
      for await (const chunk of body as unknown as AsyncIterable<Uint8Array>) {
        await handle.writeFile(chunk)
        size += chunk.length
      }
      if (size !== header.size) throw hostile(header, `has ${size} bytes, not ${header.size}`)
      await dressFile(handle, header)
    } catch (error) {
      await handle.close()
      throw error
    }
    await this.#flushes.add(handle)
  }

  async swap(): Promise<string[]> {
    for (const { place, dress } of this.#stages) await place.swap(dress)
    const sentences: string[] = []
    for (const { place } of this.#stages) {
      const left = await place.end()
      if (left !== undefined) sentences.push(left)
    }
    return sentences
  }

  async discard(): Promise<void> {
    for (const { place } of this.#stages) await place.end()
  }
}

const isWithin = (name: string, folder: string): boolean => name === folder || name.startsWith(`${folder}/`)

/** Where a backslash parts names, as on Windows, one in a name would lead elsewhere. */
const notInNames = path.sep === '/' ? '\0' : path.sep

async function unpackFolder(stage: Stage, target: string, header: TarHeader): Promise<void> {
  if (target !== stage.place.fresh) {
    await mkdir(target, { mode: 0o700 }).catch(refusePlace(header))
    stage.folders.push({ path: target, header })
    return
  }
  if (stage.dress) throw hostile(header, isThereTwice)
  stage.dress = dressOf(header)
}

/** Flushing many small files one after another waits for the disk each time; it takes some of them together. */
class Flushes {
  readonly #running = new Set<Promise<void>>()
  #failure: { error: unknown } | undefined

  async add(handle: FileHandle): Promise<void> {
    const flushing: Promise<void> = flushAndClose(handle)
      .catch((error) => {
        this.#failure ??= { error }
      })
      .finally(() => this.#running.delete(flushing))
    this.#running.add(flushing)
    if (this.#running.size >= mostFlushes) await Promise.race(this.#running)
    if (this.#failure) throw this.#failure.error
  }

  async end(): Promise<void> {
    await Promise.all(this.#running)
    if (this.#failure) throw this.#failure.error
  }
}

const mostFlushes = 16

async function flushAndClose(handle: FileHandle): Promise<void> {
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** 32 bits, of which the last stands for "as it is". */
const isOwner = (id = 0): boolean => Number.isInteger(id) && id >= 0 && id < 0xffffffff

const isSuperuser = (): boolean => process.getuid?.() === 0

async function dressFile(handle: FileHandle, header: TarHeader): Promise<void> {
  const { mode, uid, gid, mtime } = dressOf(header)
  // Before the mode: a change of owner takes the set-id bits away.
  if (isSuperuser()) await handle.chown(uid, gid)
  await handle.chmod(mode)
  await handle.utimes(timeToSet(mtime), timeToSet(mtime))
}

const dressOf = (header: TarHeader): FolderDress => ({
  mode: (header.mode ?? (header.type === 'directory' ? 0o755 : 0o644)) & 0o7777,
  uid: header.uid ?? 0,
  gid: header.gid ?? 0,
  mtime: timeOf(header),
})

/** Microseconds: what can be set (timeToSet). */
function timeOf({ pax, mtime }: TarHeader): number {
  const [, sign = '', seconds = '0', fraction = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(pax?.mtime ?? '') ?? []
  if (pax?.mtime === undefined) return (mtime?.getTime() ?? 0) * 1000
  const microseconds = Number(seconds) * 1_000_000 + Number(fraction.padEnd(6, '0').slice(0, 6))
  return sign === '-' ? -microseconds : microseconds
}

const isThereTwice =
  'is there twice, or differs from another only by what this file system does not tell apart'

const places: Record<string, string> = {
  EEXIST: isThereTwice,
  ENOENT: 'comes before its folder',
  ENOTDIR: 'is in a folder that is a file',
}

const refusePlace =
  (header: TarHeader) =>
  (error: NodeJS.ErrnoException): never => {
    const reason = places[error.code ?? '']
    throw reason === undefined ? error : hostile(header, reason)
  }

const hostile = ({ name }: TarHeader, reason: string): TaskError =>
  new TaskError(`The media archive holds ${JSON.stringify(name)}, which ${reason}`, {
    exitCode: exitCodes.damaged,
    hint: 'It was not made by this tool, or was changed. Nothing was changed.',
  })

const failures: Record<string, string> = {
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EROFS: 'the file system is read-only',
  ENAMETOOLONG: 'a name is too long for this file system',
  EINVAL: 'this file system does not take a name or a time',
  EILSEQ: 'this file system does not take a name',
}

/** What the decoder says of an archive is about the archive; what the system says is about the place. */
function unreadable(error: unknown): unknown {
  const { code, name, message } = error as NodeJS.ErrnoException
  if (error instanceof TaskError || name === 'AbortError') return error
  const failure = failures[code ?? '']
  if (failure !== undefined) {
    return new TaskError(`The media cannot be unpacked: ${failure} (${message})`, {
      hint: 'Mend that and restore again. Nothing was changed.',
      cause: error,
    })
  }
  if (code !== undefined && !code.startsWith('Z_')) return error
  return new TaskError(`The media archive cannot be read: ${message}`, {
    exitCode: exitCodes.damaged,
    hint: 'Take another backup. Nothing was changed.',
    cause: error,
  })
}
