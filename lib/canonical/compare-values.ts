import type { Column, ColumnType } from '../schema/table.ts'
import { type Cell, cellAt, stringOf } from './cast-cell.ts'
import { normalJson } from './compare-json.ts'
import { normalDuration, normalMoment } from './compare-moment.ts'
import { normalNumber } from './compare-number.ts'
import { valueKind } from './record-scanner.ts'

/**
 * A value as a text that is the same for both columns of a pair just where an import would have made one of the other.
 * What begins with `$` is a cell that is not of the column's kind. Never null: that is no value.
 */
export type NormalForm = (cell: Cell) => string

/** What a pair of columns has in common. */
type Kind =
  | 'exact'
  | 'number'
  | 'bits'
  | 'moment'
  | 'duration'
  | 'uuid'
  | 'json'
  | 'members'
  | 'text'
  | 'binary'

const numbers: ReadonlySet<ColumnType> = new Set(['boolean', 'integer', 'decimal', 'float'])
const moments: ReadonlySet<ColumnType> = new Set(['date', 'timestamp', 'timestamptz'])
const documents: ReadonlySet<ColumnType> = new Set(['json', 'array', 'set'])

/** The normal forms of both columns; `isSameEngine`: then a native type means the same on both sides. */
export function normalForms(left: Column, right: Column, isSameEngine: boolean): [NormalForm, NormalForm] {
  const kind = kindOf(left, right, isSameEngine)
  const isPadded = left.fixed === true || right.fixed === true
  const form = (column: Column): NormalForm => formOf(kind, column, isPadded)
  return [form(left), form(right)]
}

function kindOf(left: Column, right: Column, isSameEngine: boolean): Kind {
  const types = [left.type, right.type]
  const has = (type: ColumnType): boolean => types.includes(type)
  const all = (set: ReadonlySet<ColumnType>): boolean => types.every((type) => set.has(type))
  if (isSameEngine && left.type === right.type && left.native === right.native) return 'exact'
  if (all(numbers)) return 'number'
  if (has('bit') && types.some((type) => numbers.has(type))) return 'bits'
  if (has('binary')) return 'binary'
  if (types.some((type) => moments.has(type))) return 'moment'
  if (left.type !== right.type && (has('time') || has('interval'))) return 'duration'
  if (has('uuid')) return 'uuid'
  if (has('set')) return 'members'
  if (types.some((type) => documents.has(type))) return 'json'
  return 'text'
}

function formOf(kind: Kind, column: Column, isPadded: boolean): NormalForm {
  switch (kind) {
    case 'exact':
      return exactForm
    case 'number':
      return numberForm
    case 'bits':
      return column.type === 'bit' ? bitsForm : numberForm
    case 'moment':
      return textForm(normalMoment)
    case 'duration':
      return textForm(normalDuration)
    case 'uuid':
      return textForm(bareUuid)
    case 'json':
      return documentForm(column, (document) => normalJson(document) ?? document)
    case 'members':
      return documentForm(column, normalMembers)
    case 'text':
      return textForm(isPadded ? unpadded : (text) => text)
    case 'binary':
      return binaryForm
  }
}

const spanOf = ({ bytes, start, end }: Cell): string => bytes.toString('utf8', start, end)

/** Apart from how strings are escaped, which in a dump that was edited may be in any way. */
const exactForm: NormalForm = (cell) => {
  const text = stringOf(cell)
  return text === undefined ? spanOf(cell) : JSON.stringify(text)
}

/** A cell that is tagged as other than what the column says: its tag, and what it holds. */
export function untag(cell: Cell): { tag: string; cell: Cell } | undefined {
  if (cell.kind !== valueKind.object) return undefined
  const { bytes, start, end } = cell
  const match = /^\{"(\$[a-z]+)":/.exec(bytes.toString('latin1', start, start + 16))
  if (!match) return undefined
  return { tag: match[1]!, cell: cellAt(bytes, start + match[0].length, end - 1) }
}

const numberTags = new Set(['$integer', '$real'])

/** The digits of a number, a boolean as 0 and 1; undefined for any other cell. */
export function digitsOf(cell: Cell): string | undefined {
  if (cell.kind === valueKind.true) return '1'
  if (cell.kind === valueKind.false) return '0'
  const tagged = untag(cell)
  if (tagged) return numberTags.has(tagged.tag) ? digitsOf(tagged.cell) : undefined
  return cell.kind === valueKind.number ? spanOf(cell) : stringOf(cell)
}

const numberForm: NormalForm = (cell) => {
  const digits = digitsOf(cell)
  return (digits === undefined ? undefined : normalNumber(digits)) ?? strangeForm(cell)
}

/** A string of bits is a number to the base of 2. */
const bitsForm: NormalForm = (cell) => numberOfBits(cell) ?? numberForm(cell)

export function numberOfBits(cell: Cell): string | undefined {
  const text = stringOf(cell)
  return text !== undefined && /^[01]+$/.test(text) ? normalNumber(String(BigInt(`0b${text}`))) : undefined
}

function strangeForm(cell: Cell): string {
  const tagged = untag(cell)
  return tagged ? `${tagged.tag}:${exactForm(tagged.cell)}` : `$:${exactForm(cell)}`
}

/** The text of a cell: a string, also one that is tagged as text. */
function textOf(cell: Cell): string | undefined {
  const tagged = untag(cell)
  return stringOf(tagged?.tag === '$text' ? tagged.cell : cell)
}

/** Numbers are the text of their digits: into a column of a type that no engine's words say, they go so. */
const textForm =
  (normal: (text: string) => string): NormalForm =>
  (cell) => {
    const text = textOf(cell) ?? (untag(cell) ? undefined : spanOf(cell))
    return text === undefined ? strangeForm(cell) : normal(text)
  }

const unpadded = (text: string): string => text.replace(/ +$/, '')

const bareUuid = (text: string): string =>
  /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text) ? text.replaceAll('-', '') : text

/** A text that holds a document is the document; a document that is a string keeps its quotes. */
function documentForm({ type }: Column, normal: (document: string) => string): NormalForm {
  if (!documents.has(type)) return textForm(normal)
  return (cell) => {
    const tagged = untag(cell)
    if (tagged && tagged.tag !== '$json' && type !== 'json') return textForm(normal)(cell)
    const document = tagged?.tag === '$json' ? tagged.cell : cell
    const text = stringOf(document)
    return normal(text === undefined ? spanOf(document) : JSON.stringify(text))
  }
}

/** Of a set, the order of its members says nothing. */
function normalMembers(document: string): string {
  const normal = normalJson(document)
  if (normal === undefined) return document
  const value: unknown = JSON.parse(document)
  return Array.isArray(value) ? JSON.stringify(value.map((member) => JSON.stringify(member)).sort()) : normal
}

const binaryForm: NormalForm = (cell) => {
  const tagged = untag(cell)
  const text = stringOf(tagged?.tag === '$blob' ? tagged.cell : cell)
  return text ?? strangeForm(cell)
}
