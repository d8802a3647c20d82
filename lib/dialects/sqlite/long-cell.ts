import { ascii } from '../../canonical/ascii.ts'
import { hasLoneSurrogate } from '../../canonical/decode.ts'
import { byteOfEscape, hexUnit, isHighSurrogate, lowUnitAfter } from '../../canonical/json-escapes.ts'
import { valueKind } from '../../canonical/record-scanner.ts'
import { takesBareUuid } from '../../schema/fit.ts'
import type { Column } from '../../schema/table.ts'
import { type Affinity, affinityOf } from './affinity.ts'
import { base64Slice, isBase64, type Span } from './encode-cell.ts'
import { isTemporal } from './temporal-form.ts'

/** From here on a cell is bound by itself: in an array SQLite would hold it six times over. */
export const longCellBytes = 1_000_000

/** What a long cell is bound as, in the memory of its line. */
export interface BoundCell {
  bytes: Buffer
  /** Makes a record of the line again that begins with what the cell began with: for who tells of a refusal. */
  restore: () => void
}

/** Decodes in place, for elsewhere it would be in memory twice; undefined, and nothing touched, for what goes the way of short cells. */
export type BindCell = (cell: Span) => BoundCell | undefined

/** undefined for columns that have no long cells, or where SQLite would have to look at them. */
export function longCellBinder(source: Column, target: Column, affinity: Affinity): BindCell | undefined {
  const isPlain = !isTemporal(target.type) && !takesBareUuid(source, target)
  if (!isPlain) return undefined
  if (target.type === 'binary') return bindBinary
  const keepsText = affinity === 'text' || affinity === 'blob'
  if (target.type === 'json' && source.type === 'json') {
    return affinityOf(target.native) !== 'numeric' && source.form === undefined && target.form === undefined
      ? bindDocument
      : undefined
  }
  return target.type === 'text' && source.type === 'text' && keepsText ? bindText : undefined
}

const bindBinary: BindCell = (cell) =>
  cell.kind === valueKind.plainString && isBase64(cell) ? decoded(cell, decodeBase64) : undefined

const bindText: BindCell = (cell) => {
  if (cell.kind === valueKind.plainString) return asItIs(cell)
  if (cell.kind !== valueKind.escapedString || hasLoneSurrogate(cell.bytes, cell.start, cell.end)) {
    return undefined
  }
  return decoded(cell, undoEscapes)
}

/** Tags are left to others; an object that begins with a key like theirs is tagged itself. */
const bindDocument: BindCell = (cell) => {
  const { bytes, kind, start } = cell
  const isTagged = kind === valueKind.object && bytes[start + 2] === ascii.dollar
  const isNested = kind === valueKind.array || kind === valueKind.object
  return isNested && !isTagged ? asItIs(cell) : undefined
}

const asItIs = ({ bytes, start, end }: Span): BoundCell => ({
  bytes: bytes.subarray(start, end),
  restore: () => {},
})

/** More than is ever shown of a value. */
const keptBytes = 1024

function decoded({ bytes, start, end }: Span, decode: Decode): BoundCell {
  const kept = Buffer.from(bytes.subarray(start, Math.min(end, start + keptBytes)))
  const restore = (): void => {
    bytes.fill(ascii.space, start, end)
    kept.copy(bytes, start, 0, wholeEscapes(kept))
  }
  return { bytes: bytes.subarray(start, decode(bytes, start, end)), restore }
}

/** How much of the start of a string's content holds whole escapes. */
function wholeEscapes(content: Buffer): number {
  let at = 0
  for (;;) {
    const next = at + (content[at] !== ascii.backslash ? 1 : content[at + 1] === ascii.u ? 6 : 2)
    if (next > content.length) return at
    at = next
  }
}

/** Writes what a string's content says over its start, and gives where that ends: it is never longer. */
type Decode = (bytes: Buffer, start: number, end: number) => number

function decodeBase64(bytes: Buffer, start: number, end: number): number {
  let to = start
  for (let at = start; at < end; at += base64Slice) {
    to += bytes.write(bytes.toString('latin1', at, Math.min(at + base64Slice, end)), to, 'base64')
  }
  return to
}

function undoEscapes(bytes: Buffer, start: number, end: number): number {
  let to = start
  for (let at = start; at < end; ) {
    const byte = bytes[at]!
    if (byte !== ascii.backslash) {
      bytes[to++] = byte
      at++
      continue
    }
    const letter = bytes[at + 1]!
    if (letter !== ascii.u) {
      bytes[to++] = byteOfEscape[letter]!
      at += 2
      continue
    }
    const unit = hexUnit(bytes, at + 2, end)
    const low = isHighSurrogate(unit) ? lowUnitAfter(bytes, at, end) : -1
    to += bytes.write(low < 0 ? String.fromCharCode(unit) : String.fromCharCode(unit, low), to, 'utf8')
    at += low < 0 ? 6 : 12
  }
  return to
}
