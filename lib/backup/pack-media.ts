import { type BigIntStats, constants } from 'node:fs'
import { type FileHandle, lstat, open, readdir } from 'node:fs/promises'
import path from 'node:path'
import type { TarHeader } from 'modern-tar'
import { TaskError } from '../errors.ts'
import type { OnRecordProgress } from '../records/progress.ts'
import type { MediaPart } from './manifest.ts'
import { behindLinks, type MediaDirectory } from './media-directory.ts'
import { isForeignEntry } from './media-stage.ts'
import { isMountPoint } from './mount-points.ts'

export interface PackOptions {
  signal?: AbortSignal | undefined
  /** `rows` are files. */
  onProgress?: OnRecordProgress | undefined
}

export interface PackedMedia {
  /** A tar archive (POSIX.1-2001), in which every entry is under its folder's name. */
  stream: AsyncIterable<Buffer>
  /** When the stream has ended. */
  summary(): Pick<MediaPart, 'files' | 'bytes' | 'disturbed'>
}

type Controller = ReturnType<typeof import('modern-tar')['createTarPacker']>['controller']

/**
 * Everything in the folders as one archive, with modes, owners and times to the nanosecond, in the order of the names'
 * bytes. A missing folder is a TaskError. A file that changes or vanishes meanwhile does not stop it: what is in the
 * archive is what was read, and the summary names the file; links, devices and sockets are named too, and not stored.
 */
export function packMedia(directories: readonly MediaDirectory[], options: PackOptions): PackedMedia {
  const packer = new MediaPacker(options)
  return { stream: packer.run(directories), summary: () => packer.summary }
}

const chunkBytes = 512 * 1024
/** Never through a link, and never waiting for the other end of a pipe: the name may stand for another thing by now. */
const reading = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK
const mostDisturbed = 1000

class MediaPacker {
  readonly summary: { files: number; bytes: number; disturbed: string[] } = {
    files: 0,
    bytes: 0,
    disturbed: [],
  }
  readonly #options: PackOptions
  #total = 0

  constructor(options: PackOptions) {
    this.#options = options
  }

  async *run(directories: readonly MediaDirectory[]): AsyncGenerator<Buffer> {
    const { createTarPacker } = await import('modern-tar')
    const { readable, controller } = createTarPacker()
    const packing = this.#packAll(controller, directories).then(
      () => controller.finalize(),
      (error) => controller.error(error),
    )
    try {
      for await (const chunk of readable as unknown as AsyncIterable<Uint8Array>)
        yield Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength)
    } finally {
      controller.error(new Error('The archive is not read any more'))
      await packing.catch(() => {})
    }
  }

  async #packAll(controller: Controller, directories: readonly MediaDirectory[]): Promise<void> {
    for (const directory of directories) {
      const folder = await behindLinks(directory.path)
      const found = await lstat(folder, { bigint: true }).catch((error) => notThere(directory, error))
      if (!found.isDirectory()) throw noFolder(directory)
      const isMounted = await isMountPoint(folder)
      this.#progress(directory.name, false)
      await this.#packFolder(controller, folder, directory.name, found, (entry) =>
        isForeignEntry(entry, isMounted),
      )
      this.#progress(directory.name, true)
    }
  }

  async #packFolder(
    controller: Controller,
    folder: string,
    name: string,
    stats: BigIntStats,
    isForeign: (entry: string) => boolean = () => false,
  ): Promise<void> {
    await addEntry(controller, headerOf(`${name}/`, 'directory', stats, 0n))
    for (const entry of await this.#entriesOf(folder, name)) {
      if (isForeign(entry)) continue
      this.#options.signal?.throwIfAborted()
      await this.#pack(controller, path.join(folder, entry), `${name}/${entry}`)
    }
  }

  /** By their bytes; a name that is no UTF-8 cannot be in the archive. */
  async #entriesOf(folder: string, name: string): Promise<string[]> {
    const raw = await readdir(folder, { encoding: 'buffer' }).catch((error) => {
      this.#disturbed(name, reasonOf(error))
      return []
    })
    return raw.sort(Buffer.compare).flatMap((bytes) => {
      const text = bytes.toString('utf8')
      if (Buffer.from(text).equals(bytes)) return [text]
      this.#disturbed(`${name}/${text}`, 'its name is not UTF-8, and it is not stored')
      return []
    })
  }

  async #pack(controller: Controller, file: string, name: string): Promise<void> {
    const stats = await lstat(file, { bigint: true }).catch(() => undefined)
    if (!stats) return this.#disturbed(name, 'it vanished')
    if (stats.isDirectory()) return this.#packFolder(controller, file, name, stats)
    if (!stats.isFile()) return this.#disturbed(name, `it is ${kindOf(stats)}, and not stored`)
    const handle = await open(file, reading).catch((error) => {
      this.#disturbed(name, reasonOf(error))
    })
    if (!handle) return
    try {
      if (!(await handle.stat()).isFile()) return this.#disturbed(name, 'it became something else')
      await this.#packFile(controller, handle, name)
    } finally {
      await handle.close()
    }
  }

  /** As many bytes as the file had when it was opened: one that grows is cut there, one that shrinks filled up. */
  async #packFile(controller: Controller, handle: FileHandle, name: string): Promise<void> {
    const before = await handle.stat({ bigint: true })
    const size = Number(before.size)
    const writer = controller.add(headerOf(name, 'file', before, before.size)).getWriter()
    let at = 0
    while (at < size) {
      this.#options.signal?.throwIfAborted()
      const buffer = Buffer.allocUnsafe(Math.min(chunkBytes, size - at))
      const { bytesRead } = await handle.read(buffer, 0, buffer.length, at)
      if (bytesRead === 0) break
      await writer.write(buffer.subarray(0, bytesRead))
      at += bytesRead
    }
    for (; at < size; at += chunkBytes) await writer.write(Buffer.alloc(Math.min(chunkBytes, size - at)))
    await writer.close()
    const after = await handle.stat({ bigint: true })
    if (after.size !== before.size || after.mtimeNs !== before.mtimeNs)
      this.#disturbed(name, 'it changed while it was read')
    else if (after.nlink === 0n) this.#disturbed(name, 'it was removed while it was read')
    this.summary.files++
    this.summary.bytes += size
    this.#progress(name.slice(0, name.indexOf('/')), false)
  }

  #disturbed(name: string, reason: string): void {
    this.#total++
    const { disturbed } = this.summary
    if (disturbed.length < mostDisturbed) disturbed.push(`${name}: ${reason}`)
    else disturbed[mostDisturbed - 1] = `and ${this.#total - mostDisturbed + 1} more`
  }

  #progress(directory: string, finished: boolean): void {
    this.#options.onProgress?.({
      table: directory,
      rows: this.summary.files,
      total: undefined,
      finished,
      unit: 'files',
    })
  }
}

const addEntry = (controller: Controller, header: TarHeader): Promise<void> => controller.add(header).close()

function headerOf(name: string, type: 'file' | 'directory', stats: BigIntStats, size: bigint): TarHeader {
  return {
    name,
    type,
    size: Number(size),
    mode: Number(stats.mode & 0o7777n),
    mtime: new Date(Number(withinOctal(stats.mtimeNs / 1_000_000_000n)) * 1000),
    uid: Number(stats.uid),
    gid: Number(stats.gid),
    // The whole name here, too: the header's two fields for it are read apart, and lose a mark at their beginning.
    pax: { path: name, mtime: secondsOf(stats.mtimeNs) },
  }
}

/** Eleven octal digits without a sign are what a header has for seconds; the exact ones are in the record before it. */
const withinOctal = (seconds: bigint): bigint => {
  if (seconds < 0n) return 0n
  return seconds > 0o77777777777n ? 0o77777777777n : seconds
}

/** `1763694000.123456789` */
function secondsOf(nanoseconds: bigint): string {
  const sign = nanoseconds < 0n ? '-' : ''
  const digits = String(nanoseconds < 0n ? -nanoseconds : nanoseconds).padStart(10, '0')
  return `${sign}${digits.slice(0, -9)}.${digits.slice(-9)}`
}

function kindOf(stats: BigIntStats): string {
  if (stats.isSymbolicLink()) return 'a link'
  if (stats.isSocket()) return 'a socket'
  if (stats.isFIFO()) return 'a pipe'
  return 'a device'
}

/** Ends what is said of a file or folder that this user may not read. */
export const unreadableReason = 'it may not be read, and is not stored'

const reasons: Record<string, string> = {
  ENOENT: 'it vanished',
  EACCES: unreadableReason,
  ELOOP: 'it became a link, and is not stored',
}

const reasonOf = (error: NodeJS.ErrnoException): string =>
  reasons[error.code ?? ''] ?? `it cannot be read (${error.message}), and is not stored`

function notThere({ name, path: folder }: MediaDirectory, cause: NodeJS.ErrnoException): never {
  if (cause.code !== 'ENOENT') throw cause
  throw new TaskError(`The media folder ${name} does not exist (${folder})`, {
    hint: 'Mount or make it, or correct media in tasks.config. Nothing was stored.',
    cause,
  })
}

const noFolder = ({ name, path: folder }: MediaDirectory): TaskError =>
  new TaskError(`The media folder ${name} is no folder (${folder})`, {
    hint: 'Correct media in tasks.config. Nothing was stored.',
  })
