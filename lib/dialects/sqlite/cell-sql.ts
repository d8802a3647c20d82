import {
  writeBase64FromHex,
  writeInteger,
  writeJson,
  writeMinified,
  writeQuoted,
  writeString,
} from '../../canonical/encode.ts'
import type { Column } from '../../schema/table.ts'
import { affinityOf } from './affinity.ts'
import {
  type CellReader,
  documentFinisher,
  type FinishCell,
  finishFloat,
  finishSingle,
  finishUuid,
  scaledFinisher,
  takeInteger,
  takeString,
  takeUuid,
} from './finish-cell.ts'
import { temporalReader } from './finish-temporal.ts'
import { firstUnmarked, marked, nullCell } from './marked-cell.ts'
import { quoteText } from './quote.ts'
import { letterForm } from './sample-booleans.ts'
import { isTemporal } from './temporal-form.ts'

/*
 * What SQLite gives of cells, and what makes their canonical JSON of it (docs/dump-format.md). SQLite gives a cell as it is
 * where that is of its column's usual kind: to write JSON takes SQLite longer than Node, and both are at work at once.
 */

/**
 * 17 digits are not enough: for these SQLite 3.52 tries 15 first, and takes them where its own parser, which is
 * a bit off at times, reads them back. With 18 none of some millions was wrong.
 */
const exactReal = (cell: string): string => `format('%!.18g', ${cell})`

/** As exactReal, where -0 can be: not in columns of a number's affinity. */
const signedReal = (cell: string): string =>
  `CASE WHEN ${cell} = 0 AND atan2(${cell}, -1) < 0 THEN '-0.0' ELSE ${exactReal(cell)} END`

/** A cell whose storage class or text is not what its column's type says. */
const tagged = (cell: string): string =>
  `CASE typeof(${cell}) WHEN 'integer' THEN ${marked('i', cell)} WHEN 'real' THEN ${marked('r', signedReal(cell))} \
WHEN 'text' THEN ${marked('t', cell)} ELSE ${marked('b', `hex(${cell})`)} END`

interface CellReading extends CellReader {
  sql: string
}

/** SQL for what a cell is given as, which is never null; `cell` is its SQL, evaluated several times. */
export const cellSql = (column: Column, cell: string): string => readingOf(column, cell).sql

/** What reads what cellSql() gives. */
export const readerOf = (column: Column): CellReader => readingOf(column, '')

const integers: CellReader = { finish: writeInteger, take: takeInteger }

function readingOf(column: Column, cell: string): CellReading {
  const other = tagged(cell)
  const isText = isTextOf(cell)
  const usual = (
    condition: string,
    sql: string,
    reader: FinishCell | CellReader,
    rest = other,
  ): CellReading => ({
    sql: `CASE WHEN ${condition} THEN ${sql} WHEN ${cell} IS NULL THEN ${nullCell} ELSE ${rest} END`,
    ...(typeof reader === 'function' ? { finish: reader } : reader),
  })
  if (isTemporal(column.type)) return usual(isText, cell, temporalReader(column))
  switch (column.type) {
    case 'boolean':
      return {
        sql: column.form === letterForm ? letters(cell, other) : boolean(cell, other),
        ...integers,
      }
    case 'integer':
      return usual(
        isIntegerIn(column, cell),
        cell,
        integers,
        column.unsigned ? bigUnsigned(cell, other) : other,
      )
    case 'float': {
      const words = `CASE ${cell} WHEN 'NaN' THEN ${marked('w', `'"NaN"'`)} WHEN '${negativeZero}' THEN ${marked('w', `'-0'`)} ELSE ${other} END`
      return usual(
        isRealIn(column, cell),
        exactReal(cell),
        column.bits === 32 ? finishSingle : finishFloat,
        words,
      )
    }
    case 'decimal': {
      if (affinityOf(column.native) === 'text') return usual(isDecimalText(column, cell), cell, writeQuoted)
      const any = decimal(column, cell, other)
      const { scale } = column
      if (!makesIntegers(column) || scale === undefined || scale >= exactDigits) {
        return { sql: `CASE WHEN ${cell} IS NULL THEN ${nullCell} ELSE ${any} END`, finish: writeQuoted }
      }
      return usual(isOfScale(cell, scale), nearest(cell, scale), scaledFinisher(scale), any)
    }
    case 'json':
      return usual(
        `${isText} AND json_valid(${cell}, 1)`,
        cell,
        documentFinisher(writeJson),
        numberDocument(column, cell, other),
      )
    case 'array':
    case 'set':
      return usual(
        `${isText} AND json_valid(${cell}, 1) AND ltrim(${cell}) GLOB '[[]*'`,
        cell,
        documentFinisher(writeMinified),
      )
    case 'uuid':
      return usual(isText, cell, { finish: finishUuid, take: takeUuid })
    case 'binary':
      return usual(`+${cell} >= x''`, `hex(${cell})`, writeBase64FromHex)
    default: {
      const anyText = `CASE typeof(${cell}) WHEN 'text' THEN ${marked('s', cell)} ELSE ${other} END`
      return usual(isText, textOf(column, cell), { finish: writeString, take: takeString }, anyText)
    }
  }
}

/*
 * SQLite orders numbers before texts and these before blobs (https://sqlite.org/datatype3.html, 4.1), so that a comparison
 * tells a storage class. It takes a third of what typeof() does, which is a call and a comparison of texts. The plus
 * keeps a column's affinity off the literal.
 */

/** Not of texts that begin as marked cells do, of empty ones, and of some that begin with characters that nobody has assigned. */
const isTextOf = (cell: string): string => `+${cell} BETWEEN ${quoteText(firstUnmarked)} AND '\u{10ffff}'`

/** Of longer texts SQLite writes the JSON: in C a byte takes less than in Node, and that is most of it. */
const longText = 250

const textOf = (column: Column, cell: string): string =>
  mayBeLong(column)
    ? `iif(octet_length(${cell}) > ${longText}, ${marked('w', `json_quote(${cell})`)}, ${cell})`
    : cell

/** Whether a column may hold long cells. Asking for the length costs, most of all in tables of numbers. */
export const mayBeLong = ({ type, length = Infinity }: Column): boolean =>
  (type === 'text' && length > 1_000) || ['binary', 'json', 'array', 'geometry', 'other'].includes(type)

/** Columns of this affinity make reals of all numbers. */
const isRealIn = ({ native }: Column, cell: string): string =>
  affinityOf(native) === 'real' ? `+${cell} < ''` : `typeof(${cell}) = 'real'`

/** Whether a real that is a whole number of 64 bits cannot be in the column. In a STRICT table ANY has no affinity. */
const makesIntegers = ({ native }: Column): boolean =>
  /^(integer|numeric)$/.test(affinityOf(native)) && native.toUpperCase() !== 'ANY'

const isIntegerIn = (column: Column, cell: string): string =>
  makesIntegers(column) ? `(${cell} | 0) = +${cell}` : `typeof(${cell}) = 'integer'`

const boolean = (cell: string, other: string): string =>
  `CASE WHEN ${cell} IS 1 THEN 'true' WHEN ${cell} IS 0 THEN 'false' WHEN ${cell} IS NULL THEN ${nullCell} WHEN typeof(${cell}) = 'integer' THEN ${cell} ELSE ${other} END`

const letters = (cell: string, other: string): string =>
  `CASE WHEN ${cell} IS 't' THEN 'true' WHEN ${cell} IS 'f' THEN 'false' WHEN ${cell} IS NULL THEN ${nullCell} ELSE ${other} END`

/** REAL columns make 0 of -0, and none can hold NaN: these are kept as texts that no affinity converts. */
export const negativeZero = '-0.0f'

/**
 * Integers beyond 2^63-1 are kept as 20 digits with this ending, which keeps INTEGER affinity off them; they sort
 * by value, and after all numbers.
 */
export const bigUnsignedSuffix = 'u'

const bigUnsigned = (cell: string, other: string): string =>
  `CASE WHEN ${cell} GLOB '[01]${'[0-9]'.repeat(19)}${bigUnsignedSuffix}' AND typeof(${cell}) = 'text' AND ${isWithoutNul(cell)} THEN ${marked('w', quoted(`ltrim(substr(${cell}, 1, 20), '0')`))} ELSE ${other} END`

/** To GLOB, as to json_valid(), a text ends at U+0000. */
const isWithoutNul = (cell: string): string => `instr(${cell}, char(0)) = 0`

const quoted = (expression: string): string => `'"' || ${expression} || '"'`

const words = `('NaN', 'Infinity', '-Infinity')`

function decimal(column: Column, cell: string, other: string): string {
  const { scale } = column
  const zeros = scale ? `.${'0'.repeat(scale)}` : ''
  const finite = `CASE WHEN abs(${cell}) < 9e999 AND ${cell} <> 0 THEN ${marked('d', exactReal(cell))} ELSE ${other} END`
  const whole = marked('w', quoted(`${cell} || '${zeros}'`))
  return `CASE typeof(${cell}) WHEN 'integer' THEN ${whole} WHEN 'real' THEN ${finite} ELSE CASE WHEN ${cell} IN ${words} THEN ${marked('w', quoted(cell))} ELSE ${other} END END`
}

/** Digits that a double always tells apart. */
const exactDigits = 15

/**
 * Whether a double is the nearest one to a decimal of this scale. True is certain, for a division of whole numbers
 * is rounded once; it costs half of what writing the decimal and reading it again does. False says nothing.
 */
function isOfScale(cell: string, scale: number): string {
  if (scale >= exactDigits) return 'FALSE'
  const limit = 10 ** (exactDigits - scale) - 1
  return `(+${cell} BETWEEN -${limit} AND ${limit} AND ${nearest(cell, scale)} / 1e${scale} = +${cell})`
}

/** The whole number of units of a scale. */
const nearest = (cell: string, scale: number): string =>
  `CAST(${cell} * 1e${scale} + CASE WHEN ${cell} < 0 THEN -0.5 ELSE 0.5 END AS INTEGER)`

function isDecimalText(column: Column, cell: string): string {
  const digits = `CASE WHEN ${cell} GLOB '-*' THEN substr(${cell}, 2) ELSE ${cell} END`
  const pattern = column.scale ? `[0-9]*.${'[0-9]'.repeat(column.scale)}` : '[0-9]*'
  const isPlain = `${digits} GLOB '${pattern}' AND ${digits} NOT GLOB '*[^0-9.]*' AND ${digits} NOT GLOB '*.*.*' AND ${digits} NOT GLOB '*.'`
  return `typeof(${cell}) = 'text' AND (${isPlain} OR ${cell} IN ${words}) AND ${isWithoutNul(cell)}`
}

/** NUMERIC affinity makes numbers of the documents that are numbers. */
function numberDocument({ native }: Column, cell: string, other: string): string {
  if (affinityOf(native) !== 'numeric') return other
  const real = `CASE WHEN abs(${cell}) < 9e999 THEN ${marked('f', exactReal(cell))} ELSE ${other} END`
  return `CASE typeof(${cell}) WHEN 'integer' THEN ${cell} WHEN 'real' THEN ${real} ELSE ${other} END`
}
