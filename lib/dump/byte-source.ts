import { constants, open as openDescriptor, readSync } from 'node:fs'
import { type FileHandle, open, stat } from 'node:fs/promises'
import { Socket } from 'node:net'
import { addAbortSignal, PassThrough, type Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { promisify } from 'node:util'
import { exitCodes, TaskError } from '../errors.ts'
import { type Compression, compressionOfContent, decompressor, magicLength } from './compression.ts'
import { type Integrity, layout } from './format.ts'

const readSize = 256 * 1024

export interface ByteSource {
  /** For messages: the path, or the stream's name. */
  readonly name: string
  readonly compression: Compression
  /** Bytes on disk; undefined for a stream. */
  readonly size: number | undefined
  /** The integrity line near the end of an uncompressed file. */
  readonly announced: Integrity | undefined
  /** Decompressed. A chunk holds until the next is asked for. Damage in the compression is a TaskError 10. */
  chunks(): AsyncIterable<Buffer>
  close(): void
}

export interface ByteSourceOptions {
  signal?: AbortSignal | undefined
  /** Of a stream, for messages; `standard input` where it is left out. */
  name?: string | undefined
}

/** Opens a dump file or stream, and looks at what can be seen without reading it all. */
export async function openByteSource(
  input: string | Readable,
  { signal, name: streamName = 'standard input' }: ByteSourceOptions = {},
): Promise<ByteSource> {
  const isFile = typeof input === 'string'
  const name = isFile ? input : streamName
  const size = isFile ? await checkFile(input) : undefined
  const stream = isFile ? await openStream(input) : input
  // Whoever writes into a pipe may have nothing to say for long.
  if (signal) addAbortSignal(signal, stream)
  try {
    const start = await readStart(stream, name)
    if (start.length === 0) throw notADump(name, 'is empty')
    const compression = compressionOfContent(start)
    if (isFile && compression === 'none' && size !== undefined) {
      stream.destroy()
      return await openPlainFile(input, size)
    }
    const inflate = await decompressor(compression)
    const chunks = () => chunksOf(stream, inflate, name, signal)
    return { name, compression, size, announced: undefined, chunks, close: () => void stream.destroy() }
  } catch (error) {
    stream.destroy()
    signal?.throwIfAborted()
    throw error
  }
}

export const notADump = (name: string, reason: string): TaskError =>
  new TaskError(`${name} ${reason}: not a record dump`, {
    exitCode: exitCodes.damaged,
    hint: 'Name a file that export-records wrote.',
  })

async function checkFile(filename: string): Promise<number | undefined> {
  const found = await stat(filename).catch((error: NodeJS.ErrnoException) => {
    throw unreadable(filename, error)
  })
  if (found.isDirectory()) {
    throw new TaskError(`${filename} is a directory, not a dump`, { hint: 'Name the dump file with -f.' })
  }
  return found.isFile() ? found.size : undefined
}

function unreadable(filename: string, error: NodeJS.ErrnoException): TaskError {
  const reasons: Record<string, string> = {
    ENOENT: 'does not exist',
    ENOTDIR: 'does not exist',
    EACCES: 'cannot be read: permission denied',
  }
  return new TaskError(`${filename} ${reasons[error.code ?? ''] ?? `cannot be read: ${error.message}`}`, {
    hint: 'Name the dump file with -f.',
    cause: error,
  })
}

const openFile = (filename: string): Promise<FileHandle> =>
  open(filename, constants.O_RDONLY).catch((error: NodeJS.ErrnoException) => {
    throw unreadable(filename, error)
  })

async function openStream(filename: string): Promise<Readable> {
  if ((await stat(filename)).isFIFO()) return openPipe(filename)
  const handle = await openFile(filename)
  return handle.createReadStream({ highWaterMark: readSize })
}

/** As a file it would be read in a thread of libuv's, which nothing ends while the pipe gives nothing. */
async function openPipe(filename: string): Promise<Readable> {
  const fd = await promisify(openDescriptor)(filename, constants.O_RDONLY).catch((error) => {
    throw unreadable(filename, error)
  })
  return new Socket({ fd, readable: true, writable: false })
}

async function openPlainFile(filename: string, size: number): Promise<ByteSource> {
  const handle = await openFile(filename)
  try {
    const announced = await lookAtEnd(handle, filename, size)
    const chunks = () => chunksOfFile(handle)
    const close = () => void handle.close().catch(() => {})
    return { name: filename, compression: 'none', size, announced, chunks, close }
  } catch (error) {
    await handle.close()
    throw error
  }
}

/** Read in the main thread: what lies in the system's cache comes sooner than a thread's answer, and the system reads ahead. */
async function* chunksOfFile(handle: FileHandle): AsyncGenerator<Buffer> {
  const buffer = Buffer.allocUnsafeSlow(readSize)
  for (;;) {
    const bytesRead = readSync(handle.fd, buffer, 0, readSize, null)
    if (bytesRead === 0) return
    yield buffer.subarray(0, bytesRead)
  }
}

/** The first bytes, put back before it returns. */
async function readStart(stream: Readable, name: string): Promise<Buffer> {
  const parts: Buffer[] = []
  let length = 0
  while (length < magicLength) {
    const part = await nextChunk(stream, name)
    if (!part) break
    parts.push(part)
    length += part.length
  }
  const start = Buffer.concat(parts)
  if (start.length > 0) stream.unshift(start)
  return start
}

function nextChunk(stream: Readable, name: string): Promise<Buffer | null> {
  return new Promise((resolve, reject) => {
    const settle = (result: Buffer | null) => {
      stream.off('readable', onReadable).off('end', onEnd).off('error', onError)
      resolve(result)
    }
    const onReadable = () => {
      const chunk = stream.read() as Buffer | null
      if (chunk) settle(chunk)
    }
    const onEnd = () => settle(null)
    const onError = (error: Error) =>
      reject(error.name === 'AbortError' ? error : unreadable(name, error as NodeJS.ErrnoException))
    if (stream.readableEnded) return settle(null)
    stream.on('readable', onReadable).on('end', onEnd).on('error', onError)
    onReadable()
  })
}

const endSize = 256 * 1024

/**
 * A cut file is refused before anything else happens: only a dump in our own layout is judged by its end.
 * Gives the integrity line, where it is within reach.
 */
async function lookAtEnd(handle: FileHandle, filename: string, size: number): Promise<Integrity | undefined> {
  const start = await readAt(handle, 0, Math.min(size, 64))
  if (!start.startsWith('{"format":"record-dump","version":1,\n')) return undefined
  const end = await readAt(handle, Math.max(0, size - endSize), Math.min(size, endSize))
  if (end.trimEnd().endsWith(layout.complete)) return announcedIn(end)
  throw new TaskError(`${filename} is damaged: it is cut, its closing line is missing`, {
    exitCode: exitCodes.damaged,
    hint: 'Export again, or take another copy of the file. Nothing was changed.',
  })
}

async function readAt(handle: FileHandle, position: number, length: number): Promise<string> {
  const buffer = Buffer.alloc(length)
  const { bytesRead } = await handle.read(buffer, 0, length, position)
  return buffer.toString('utf8', 0, bytesRead)
}

function announcedIn(end: string): Integrity | undefined {
  const line = /\n"integrity":(\{.*\}),\n"complete":true\}\s*$/.exec(end)?.[1]
  try {
    return line === undefined ? undefined : (JSON.parse(line) as Integrity)
  } catch {
    return undefined
  }
}

async function* chunksOf(
  stream: Readable,
  inflate: NodeJS.ReadWriteStream | undefined,
  name: string,
  signal: AbortSignal | undefined,
): AsyncGenerator<Buffer> {
  try {
    if (!inflate) yield* stream as AsyncIterable<Buffer>
    else yield* inflated(stream, inflate, signal)
  } catch (error) {
    signal?.throwIfAborted()
    throw inflate ? damagedCompression(name, error) : error
  } finally {
    stream.destroy()
  }
}

async function* inflated(
  stream: Readable,
  inflate: NodeJS.ReadWriteStream,
  signal: AbortSignal | undefined,
): AsyncGenerator<Buffer> {
  const out = new PassThrough({ highWaterMark: readSize })
  const piping = pipeline(stream, inflate, out, signal ? { signal } : {})
  piping.catch(() => {})
  yield* out as AsyncIterable<Buffer>
  await piping
}

const damagedCompression = (name: string, cause: unknown): TaskError =>
  new TaskError(`${name} is damaged: ${cause instanceof Error ? cause.message : String(cause)}`, {
    exitCode: exitCodes.damaged,
    hint: 'The compressed file is cut or changed: export again, or take another copy.',
    cause,
  })
