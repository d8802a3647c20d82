import type { Readable } from 'node:stream'
import { ascii } from '../canonical/ascii.ts'
import { BufferPool } from '../canonical/buffer-pool.ts'
import { exitCodes, TaskError } from '../errors.ts'
import type { RecordBatch } from '../schema/record-batch.ts'
import type { Table } from '../schema/table.ts'
import { type ByteSource, type ByteSourceOptions, notADump, openByteSource } from './byte-source.ts'
import { TableDigest } from './digest.ts'
import { type DumpHead, formatName, type Integrity, layout, noIntegrity, schemaFormatName } from './format.ts'
import { parseHead } from './head.ts'
import { Lines } from './lines.ts'
import { relayout } from './relayout.ts'

/** Record lines of a dump, and where they stand in it. */
export interface DumpBatch extends RecordBatch {
  /** Line in the dump of the batch's first record, from 1; undefined where the dump's layout is another. */
  readonly firstLine: number | undefined
  /** Number of the batch's first record in its table, from 1. */
  readonly firstRecord: number
}

export interface DumpTable {
  readonly table: Table
  /** To be read to its end before the next table is asked for. */
  batches(): AsyncIterable<DumpBatch>
}

/**
 * A dump that is being read, in one pass. Contract of every reader of dumps, ours and other systems':
 * errors are TaskErrors with exit code 10 (damaged, cut, no dump) that name the line and the table.
 */
export interface DumpReader {
  readonly name: string
  readonly head: DumpHead
  readonly compression: string
  /** Bytes on disk; undefined for a stream. */
  readonly size: number | undefined
  /** What the dump says of itself, where that can be seen before it is read: for progress, and proves nothing. */
  readonly announced: Integrity | undefined
  /** Every table of the head once, in the head's order. */
  tables(): AsyncIterable<DumpTable>
  /** After the last table: checks what follows, counts and digests. Throws unless whole. */
  finish(): Promise<DumpVerdict>
  close(): Promise<void>
}

export interface DumpVerdict {
  integrity: Integrity
  /** Tables whose records are not what their digest says; only `edited` lets them through. */
  edited: string[]
}

export interface ReadOptions extends ByteSourceOptions {
  /** Accept records that do not match their digests. */
  edited?: boolean
}

/** Opens a dump and reads its head. */
export async function openDump(input: string | Readable, options: ReadOptions = {}): Promise<DumpReader> {
  const source = await openByteSource(input, options)
  try {
    const { lines, isRelaid } = await openLines(source)
    const head = parseHead(await readHead(lines, source.name), source.name)
    return new RecordDumpReader(source, lines, head, isRelaid, options.edited ?? false)
  } catch (error) {
    source.close()
    throw error
  }
}

const ourFirstLine = new RegExp(`^\\{"format":"${formatName}","version":\\d+,\n`)
const byteOrderMark = Buffer.from('\ufeff')

async function openLines(source: ByteSource): Promise<{ lines: Lines; isRelaid: boolean }> {
  const chunks = source.chunks()[Symbol.asyncIterator]()
  const first = await chunks.next()
  const bytes: Buffer = first.done ? Buffer.alloc(0) : first.value
  const hasMark = bytes.subarray(0, byteOrderMark.length).equals(byteOrderMark)
  const start = hasMark ? bytes.subarray(byteOrderMark.length) : bytes
  const text = start.toString('latin1', 0, 4096)
  if (!/^\s*\{/.test(text)) throw notADump(source.name, 'does not begin as a JSON object')
  const isOurs = ourFirstLine.test(text)
  const all = continued(start, chunks)
  return { lines: new Lines(isOurs ? all : relayout(all)), isRelaid: !isOurs }
}

async function* continued(start: Buffer, rest: AsyncIterator<Buffer>): AsyncGenerator<Buffer> {
  try {
    yield start
    for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value
  } finally {
    await rest.return?.()
  }
}

/** Beyond this a document without records is not going to have any. */
const maxHeadBytes = 512 * 1024 * 1024

async function readHead(lines: Lines, name: string): Promise<string> {
  const parts: Buffer[] = []
  let size = 0
  for (;;) {
    const line = await lines.next()
    if (!line) throw headlessError(Buffer.concat(parts).toString('utf8'), name)
    if (size === 0 && line.equals(recordsFirst))
      throw damaged(name, '"tables" does not come before "records"')
    if (line.equals(recordsLine)) return `${Buffer.concat(parts).toString('utf8')}${layout.records}}}`
    parts.push(Buffer.from(line))
    size += line.length
    if (size > maxHeadBytes) throw notADump(name, 'has no records in its first 512 MB')
  }
}

const recordsLine = Buffer.from(layout.records)
const recordsFirst = Buffer.from(`{${layout.records}`)

/** Tells a cut dump from a schema and from JSON of another kind. */
function headlessError(text: string, name: string): TaskError {
  if (text.includes(`"format":"${formatName}"`)) return damaged(name, 'it ends before its records')
  if (text.includes(`"format":"${schemaFormatName}"`)) {
    return new TaskError(`${name} is a schema without records`, {
      exitCode: exitCodes.damaged,
      hint: 'tasks import-schema makes its tables; records are in what export-records wrote. Nothing was changed.',
    })
  }
  return notADump(name, 'is JSON of another kind, or no JSON')
}

const damaged = (name: string, reason: string, hint?: string): TaskError =>
  new TaskError(`${name} is damaged: ${reason}`, {
    exitCode: exitCodes.damaged,
    hint: hint ?? 'Export again, or take another copy of the file. Nothing was changed.',
  })

const batchBytes = 1024 * 1024

/** One with the engine, one being made ready for it, one being read. */
const keptBatches = 3

const nothing = Buffer.alloc(0)

class RecordDumpReader implements DumpReader {
  readonly head: DumpHead
  readonly name: string
  readonly compression: string
  readonly size: number | undefined
  readonly announced: Integrity | undefined
  readonly #source: ByteSource
  readonly #lines: Lines
  readonly #isRelaid: boolean
  readonly #acceptsEdited: boolean
  readonly #integrity = noIntegrity()
  readonly #pool = new BufferPool(batchBytes, keptBatches)
  #openTable: string | undefined

  constructor(source: ByteSource, lines: Lines, head: DumpHead, isRelaid: boolean, acceptsEdited: boolean) {
    this.name = source.name
    this.head = head
    this.compression = source.compression
    this.size = source.size
    this.announced = source.announced
    this.#source = source
    this.#lines = lines
    this.#isRelaid = isRelaid
    this.#acceptsEdited = acceptsEdited
  }

  async *tables(): AsyncGenerator<DumpTable> {
    for (const table of this.head.tables) {
      await this.#expectTable(table.name)
      this.#openTable = table.name
      yield { table, batches: () => this.#batches(table.name) }
      if (this.#openTable === table.name) for await (const _ of this.#batches(table.name));
    }
  }

  async finish(): Promise<DumpVerdict> {
    const line = await this.#nextLine()
    const stated = this.#parseIntegrity(line)
    const last = (await this.#nextLine()).toString('utf8')
    if (last !== layout.complete) throw this.#malformed(`"complete":true} is missing`)
    const after = await this.#lines.next()
    if (after && after.toString('utf8').trim() !== '')
      throw this.#malformed('there is more after the closing line')
    const edited = this.head.tables.map(({ name }) => name).filter((name) => !this.#matches(name, stated))
    if (edited.length > 0 && !this.#acceptsEdited) throw this.#mismatch(edited, stated)
    return { integrity: this.#integrity, edited }
  }

  async close(): Promise<void> {
    this.#source.close()
    await this.#lines.close().catch(() => {})
  }

  async *#batches(table: string): AsyncGenerator<DumpBatch> {
    const digest = new TableDigest()
    const state: TableState = { isEnded: false, isOpen: true, hasComma: false }
    while (!state.isEnded) {
      const { bytes, rows, firstLine } = await this.#nextRecords(state, table)
      if (rows === 0) continue
      const release = () => {
        this.#pool.give(bytes)
        this.#lines.recycle(bytes)
      }
      const batch = { bytes, rows, firstLine, firstRecord: digest.rows + 1, release }
      digest.add(batch)
      yield batch
    }
    this.#integrity[table] = digest.finish()
    this.#openTable = undefined
  }

  /** As many records as fit into a batch. */
  async #nextRecords(state: TableState, table: string): Promise<TakenRecords> {
    const firstLine = this.#isRelaid ? undefined : this.#lines.number
    const taken: TakenRecords = { bytes: nothing, length: 0, rows: 0, firstLine }
    // Behind a long record nothing is looked at: the next may be as long.
    while (!state.isEnded && taken.length < batchBytes) {
      const window = await this.#lines.window()
      if (!window) throw this.#cut(table)
      if (taken.rows === 0) taken.bytes = this.#roomFor(window)
      else if (taken.length + window.length >= batchBytes) break
      this.#takeRecords(window, state, table, taken)
    }
    return { ...taken, bytes: taken.bytes.subarray(0, taken.length) }
  }

  /** A long line stays where it is: its comma gives way to its LF. */
  #roomFor(window: Buffer): Buffer {
    if (window.length >= batchBytes && this.#lines.windowIsOwn) {
      this.#lines.takeWindow()
      return window
    }
    return this.#pool.take(Math.max(batchBytes, window.length + 1))
  }

  /** Adds the records at the start of the window, without their commas. */
  #takeRecords(window: Buffer, state: TableState, table: string, taken: TakenRecords): void {
    const { bytes } = taken
    let { length } = taken
    let at = 0
    let rows = 0
    while (at < window.length) {
      const first = window[at]
      if (first === ascii.closeBracket) {
        if (state.hasComma) throw this.#malformed(`the records of ${quoted(table)} end with a comma`, rows)
        state.isEnded = true
        break
      }
      const lf = window.indexOf(ascii.lf, at)
      const end = lf < 0 ? window.length : lf
      const hasComma = window[end - 1] === ascii.comma
      const stop = hasComma ? end - 1 : end
      if (first !== ascii.openBrace || window[stop - 1] !== ascii.closeBrace || !state.isOpen) {
        if (lf < 0) throw this.#cut(table)
        throw this.#malformed(`this is no record of ${quoted(table)}`, rows)
      }
      length += window.copy(bytes, length, at, stop)
      bytes[length++] = ascii.lf
      rows++
      state.hasComma = hasComma
      state.isOpen = hasComma
      at = end + 1
    }
    taken.length = length
    taken.rows += rows
    this.#lines.advance(Math.min(at, window.length), rows)
  }

  async #expectTable(name: string): Promise<void> {
    const line = (await this.#nextLine()).toString('utf8')
    if (line === `${JSON.stringify(name)}:[`) return
    throw this.#malformed(`the records of ${quoted(name)} should begin here`)
  }

  #parseIntegrity(line: Buffer): Integrity {
    try {
      const document = JSON.parse(`{${line.toString('utf8').replace(/,$/, '')}}`) as { integrity?: Integrity }
      if (document.integrity) return document.integrity
    } catch {
      // Reported below, with its line.
    }
    throw this.#malformed('the integrity of the records should stand here')
  }

  #matches(name: string, stated: Integrity): boolean {
    const found = this.#integrity[name]
    return found?.rows === stated[name]?.rows && found?.sha256 === stated[name]?.sha256
  }

  #mismatch(edited: string[], stated: Integrity): TaskError {
    const [name = ''] = edited
    const others = edited.length > 1 ? ` (and ${edited.length - 1} more tables)` : ''
    const found = this.#integrity[name]?.rows
    const expected = stated[name]?.rows
    const counts =
      found === expected ? `${found} records, but not the same` : `${found} records, not ${expected}`
    return damaged(
      this.name,
      `the records of ${quoted(name)}${others} are not those that were exported: ${counts}`,
      'Take another copy of the file; if it was edited on purpose, import it with --edited. Nothing was changed.',
    )
  }

  /** The next line that is not blank, past the ends of tables and records. */
  async #nextLine(): Promise<Buffer> {
    for (;;) {
      const line = await this.#lines.next()
      if (!line) throw this.#cut(this.#openTable)
      if (!/^[\]},\s]*$/.test(line.toString('latin1', 0, 64))) return line
      if (line.length > 64) return line
    }
  }

  #cut(table: string | undefined): TaskError {
    const where = table === undefined ? '' : `, in the records of ${quoted(table)}`
    return damaged(this.name, `it is cut after line ${this.#lines.number - 1}${where}`)
  }

  #malformed(reason: string, linesAhead = 0): TaskError {
    const line = this.#isRelaid ? '' : `line ${this.#lines.number + linesAhead}: `
    return damaged(this.name, line + reason)
  }
}

interface TableState {
  /** The closing bracket has come. */
  isEnded: boolean
  /** Another record may come: none has, or the last one had a comma. */
  isOpen: boolean
  /** The last record had a comma behind it. */
  hasComma: boolean
}

interface TakenRecords {
  bytes: Buffer
  /** How much of `bytes` is in use. */
  length: number
  rows: number
  firstLine: number | undefined
}

const quoted = (name: string): string => JSON.stringify(name)
