import { ascii } from './ascii.ts'
import type { ByteWriter } from './byte-writer.ts'
import { decodeString } from './decode.ts'
import { type ValueKind, valueKind } from './record-scanner.ts'

/** A value in a record line, as RecordScanner gives it: of a string, what is between its quotes. Never null. */
export interface Cell {
  bytes: Buffer
  start: number
  end: number
  kind: ValueKind
}

/** Appends a cell's value in another form; gives a reason where it cannot, which ends a sentence: `is no number`. */
export type CellConversion = (out: ByteWriter, cell: Cell) => string | undefined

/** Why a value cannot be had in another form. No Error: a trial may throw millions, and nobody sees their stacks. */
class Unfit {
  readonly reason: string

  constructor(reason: string) {
    this.reason = reason
  }
}

/** As a CellConversion, but throws Unfit. */
export type CellWriter = (out: ByteWriter, cell: Cell) => void

export const unfit = (reason: string): never => {
  throw new Unfit(reason)
}

export const conversionOf =
  (write: CellWriter): CellConversion =>
  (out, cell) => {
    try {
      write(out, cell)
      return undefined
    } catch (error) {
      if (error instanceof Unfit) return error.reason
      throw error
    }
  }

export const isString = ({ kind }: Cell): boolean =>
  kind === valueKind.plainString || kind === valueKind.escapedString

/** The text of a cell that is a string; undefined for any other. */
export const stringOf = ({ bytes, start, end, kind }: Cell): string | undefined => {
  if (kind === valueKind.plainString) return bytes.toString('utf8', start, end)
  return kind === valueKind.escapedString ? decodeString(bytes, start, end) : undefined
}

/** The bytes of a short value that has no escapes. */
export const bytesOf = ({ bytes, start, end }: Cell): string => bytes.toString('latin1', start, end)

/** What begins a cell that is not what its column says (docs/dump-format.md). */
export const tagMark = Buffer.from('{"$')

const tags = {
  integer: Buffer.from('{"$integer":'),
  real: Buffer.from('{"$real":'),
  text: Buffer.from('{"$text":'),
  json: Buffer.from('{"$json":'),
} as const

/** What a cell with this tag holds; undefined for a cell without it. */
export function untagged(cell: Cell, tag: keyof typeof tags): Cell | undefined {
  const { bytes, start, end, kind } = cell
  const begin = tags[tag]
  if (kind !== valueKind.object || end - start <= begin.length) return undefined
  if (bytes.compare(begin, 0, begin.length, start, start + begin.length) !== 0) return undefined
  return cellAt(bytes, start + begin.length, end - 1)
}

/** The cell of one JSON value. */
export function cellAt(bytes: Buffer, start: number, end: number): Cell {
  const first = bytes[start]!
  if (first !== ascii.quote) return { bytes, start, end, kind: kindByByte[first] ?? valueKind.number }
  const isEscaped = bytes.subarray(start + 1, end - 1).includes(ascii.backslash)
  const kind = isEscaped ? valueKind.escapedString : valueKind.plainString
  return { bytes, start: start + 1, end: end - 1, kind }
}

const kindByByte: Record<number, ValueKind> = {
  [ascii.n]: valueKind.null,
  [ascii.t]: valueKind.true,
  [ascii.f]: valueKind.false,
  [ascii.openBrace]: valueKind.object,
  [ascii.openBracket]: valueKind.array,
}

/** A cell as it stands, with its quotes. */
export function copyCell(out: ByteWriter, cell: Cell): void {
  const quote = isString(cell) ? 1 : 0
  out.copy(cell.bytes, cell.start - quote, cell.end + quote)
}
