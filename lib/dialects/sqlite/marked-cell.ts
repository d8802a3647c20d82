import { ascii } from '../../canonical/ascii.ts'
import type { ByteWriter } from '../../canonical/byte-writer.ts'
import { writeBase64FromHex, writeInteger, writeString } from '../../canonical/encode.ts'
import { type FinishCell, finishDecimal, finishFloat, writeTaggedText } from './finish-cell.ts'

/** Begins a cell that is not of its column's usual kind; a letter of `Kind` follows, and what the letter says. */
export const cellMark = 0x05

/** The first character that a text may begin with where it stands unmarked. */
export const firstUnmarked = '\x07'

/**
 * `n`: null; `w`: JSON as it is to be written; `f`: a double; `d`: one in a decimal column; `s`: a text. What is not of its
 * column's type: `i` an integer, `r` a double, `t` a text, `b` a blob as hexadecimal digits.
 */
type Kind = 'n' | 'w' | 'f' | 'd' | 's' | 'i' | 'r' | 't' | 'b'

const literal = (kind: Kind): string => `'${String.fromCharCode(cellMark)}${kind}'`

/** SQL for a cell that is null. */
export const nullCell = literal('n')

/** SQL for a marked cell. */
export const marked = (kind: Exclude<Kind, 'n'>, expression: string): string =>
  `${literal(kind)} || ${expression}`

const tag =
  (name: string, finish: FinishCell): FinishCell =>
  (out, page, start, end) => {
    out.ascii(`{"${name}":`)
    finish(out, page, start, end)
    out.byte(ascii.closeBrace)
  }

type FinishMarked = (...cell: [...Parameters<FinishCell>, scale: number]) => void

const finishers: Record<Kind, FinishMarked> = {
  n: (out) => out.ascii('null'),
  w: (out, page, start, end) => out.copy(page, start, end),
  f: finishFloat,
  d: finishDecimal,
  s: writeString,
  i: tag('$integer', writeInteger),
  r: tag('$real', finishFloat),
  t: writeTaggedText,
  b: tag('$blob', writeBase64FromHex),
}

const byLetter: readonly (FinishMarked | undefined)[] = Array.from(
  { length: 256 },
  (_, code) => finishers[String.fromCharCode(code) as Kind],
)

/** Writes canonically the marked cell page[start..end). `scale`: of its column, where that is of decimals. */
export function finishMarked(out: ByteWriter, page: Buffer, start: number, end: number, scale: number): void {
  byLetter[page[start + 1]!]?.(out, page, start + 2, end, scale)
}
