import { ascii } from '../canonical/ascii.ts'
import type { ByteWriter } from '../canonical/byte-writer.ts'
import {
  bytesOf,
  type Cell,
  type CellConversion,
  copyCell,
  isString,
  tagMark,
  untagged,
} from '../canonical/cast-cell.ts'
import { valueKind } from '../canonical/record-scanner.ts'
import type { Capabilities } from '../dialects/dialect.ts'
import type { Column, ColumnType } from '../schema/table.ts'

/** What becomes of U+0000 in texts and JSON where the target cannot hold it. `escape`: the six characters \u0000. */
export type NulPolicy = 'fail' | 'strip' | 'escape'

/** What becomes of MySQL's zero dates, as 0000-00-00 and 2024-00-00, where the target cannot hold them. */
export type ZeroDatePolicy = 'fail' | 'null'

export interface ValuePolicies {
  onNul?: NulPolicy | undefined
  onZeroDate?: ZeroDatePolicy | undefined
}

/** How many values the policies changed, by `table.column` of the source. */
export interface ChangedValues {
  nulStripped: Record<string, number>
  nulEscaped: Record<string, number>
  zeroDatesNulled: Record<string, number>
}

export const nothingChanged = (): ChangedValues => ({ nulStripped: {}, nulEscaped: {}, zeroDatesNulled: {} })

/** A policy for the values of a column, with the bytes without which a batch has none of them. */
export interface ValuePolicy {
  convert: CellConversion
  marks: readonly Buffer[]
}

/** The policy that may change values of a column, counted in `changed` under `where`; undefined where there is none. */
export function policyOf(
  { type }: Column,
  { onNul = 'fail', onZeroDate = 'fail' }: ValuePolicies,
  capabilities: Capabilities,
  changed: ChangedValues,
  where: string,
): ValuePolicy | undefined {
  if (dated.has(type)) {
    if (onZeroDate === 'fail' || capabilities.zeroDates) return undefined
    return { convert: zeroDateToNull(counter(changed.zeroDatesNulled, where)), marks: zeroDateMarks }
  }
  if (onNul === 'fail' || capabilities.nul || withoutText.has(type)) return undefined
  const counts = onNul === 'strip' ? changed.nulStripped : changed.nulEscaped
  return { convert: replaceNuls(type, onNul, counter(counts, where)), marks: [nul] }
}

const dated: ReadonlySet<ColumnType> = new Set(['date', 'timestamp', 'timestamptz'])

const withoutText: ReadonlySet<ColumnType> = new Set([
  'boolean',
  'integer',
  'decimal',
  'float',
  'binary',
  'time',
  'uuid',
  'bit',
])

const counter = (counts: Record<string, number>, where: string) => (): void => {
  counts[where] = (counts[where] ?? 0) + 1
}

const nul = Buffer.from('\\u0000')

function replaceNuls(type: ColumnType, policy: 'strip' | 'escape', count: () => void): CellConversion {
  const replacement = policy === 'strip' ? '' : '\\\\u0000'
  return (out, cell) => {
    const from = out.length
    if (replaceNul(out, cell, replacement)) count()
    if (type === 'json') keepDocument(out, from, cell)
    return undefined
  }
}

/** Copies a cell, with its quotes; says whether there was anything to replace. */
function replaceNul(out: ByteWriter, cell: Cell, replacement: string): boolean {
  const { bytes, start, end, kind } = cell
  const quote = isString(cell) ? 1 : 0
  let clean = start - quote
  let isFound = false
  for (let at = start; kind !== valueKind.plainString && at < end; at++) {
    if (bytes[at] !== ascii.backslash) continue
    if (bytes.compare(nul, 0, nul.length, at, Math.min(at + nul.length, end)) !== 0) {
      at++
      continue
    }
    out.copy(bytes, clean, at)
    out.ascii(replacement)
    isFound = true
    clean = at + nul.length
    at = clean - 1
  }
  out.copy(bytes, clean, end + quote)
  return isFound
}

const jsonTag = '{"$json":'

/** A document whose first key has become one that begins with `$` would look like a cell of another kind. */
function keepDocument(out: ByteWriter, from: number, { bytes, start }: Cell): void {
  const looksTagged = out.buffer.subarray(from, from + tagMark.length).equals(tagMark)
  if (!looksTagged || bytes.subarray(start, start + tagMark.length).equals(tagMark)) return
  const document = out.buffer.toString('utf8', from, out.length)
  out.length = from
  out.utf8(`${jsonTag}${document}}`)
}

/** A month or a day of zero, or a year of zeros. */
const zeroDateMarks = [Buffer.from('-00'), Buffer.from('"0000-')]

const zeroDate = /^(?:0000-\d\d-\d\d|\d{4}-00-\d\d|\d{4}-\d\d-00)(?:$|[ T])/

const zeroDateToNull =
  (count: () => void): CellConversion =>
  (out, cell) => {
    const text = textIn(cell)
    if (text === undefined || !zeroDate.test(text)) copyCell(out, cell)
    else {
      out.ascii('null')
      count()
    }
    return undefined
  }

/** The text of a date as it is, or tagged in a column of SQLite. */
function textIn(cell: Cell): string | undefined {
  const text = untagged(cell, 'text') ?? cell
  return text.kind === valueKind.plainString ? bytesOf(text) : undefined
}
