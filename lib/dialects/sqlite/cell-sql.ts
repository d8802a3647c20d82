import { writeBase64FromHex, writeJson, writeMinified } from '../../canonical/encode.ts'
import type { Column } from '../../schema/table.ts'
import { affinityOf } from './affinity.ts'
import { decimalFinisher, finishFloat, finishSingle, finishUuid, scaledFinisher } from './finish-cell.ts'
import { temporalFinisher } from './finish-temporal.ts'
import { type FinishCell, nullCell, type PageMarks, passedBy } from './page-marks.ts'
import { quoteText } from './quote.ts'
import { letterForm } from './sample-booleans.ts'
import { isTemporal } from './temporal-form.ts'

/*
 * SQL expressions that write one cell's canonical JSON (docs/dump-format.md).
 */

/**
 * 17 digits are not enough: for these SQLite 3.52 tries 15 first, and takes them where its own parser, which is
 * a bit off at times, reads them back. With 18 none of some millions was wrong.
 */
const exactReal = (cell: string): string => `format('%!.18g', ${cell})`

/** As exactReal, where -0 can be: not in columns of a number's affinity. */
const signedReal = (cell: string): string =>
  `CASE WHEN ${cell} = 0 AND atan2(${cell}, -1) < 0 THEN '-0.0' ELSE ${exactReal(cell)} END`

const isSafe = (cell: string): string => `+${cell} BETWEEN -9007199254740991 AND 9007199254740991`

const safeInteger = (cell: string): string =>
  `CASE WHEN ${isSafe(cell)} THEN ${cell} ELSE '"' || ${cell} || '"' END`

/** A cell whose storage class or text is not what its column's type says. */
const tagged = (cell: string, marks: PageMarks): string =>
  `CASE typeof(${cell}) WHEN 'null' THEN 'null' \
WHEN 'integer' THEN '{"$integer":' || ${safeInteger(cell)} || '}' \
WHEN 'real' THEN '{"$real":' || ${marks.marked('float', finishFloat, signedReal(cell))} || '}' \
WHEN 'text' THEN '{"$text":' || json_quote(${cell}) || '}' \
ELSE '{"$blob":' || ${base64(cell, marks)} || '}' END`

const base64 = (cell: string, marks: PageMarks): string =>
  marks.marked('base64', writeBase64FromHex, `hex(${cell})`)

/** A cell's SQL with the literals that belong around it: joined to others, they cost nothing. */
export interface CellSql {
  before: string
  sql: string
  after: string
}

/**
 * The canonical JSON of a cell; `cell` is its SQL, evaluated several times.
 * What SQLite cannot write stands between `marks`.
 */
export function cellExpression(column: Column, cell: string, marks: PageMarks): string {
  const { before, sql, after } = cellSql(column, cell, marks)
  return before === '' ? sql : `${quoteText(before)} || (${sql}) || ${quoteText(after)}`
}

/** As cellExpression(), in parts. */
export function cellSql(column: Column, cell: string, marks: PageMarks): CellSql {
  const other = tagged(cell, marks)
  const isText = isTextOf(cell)
  const finished = (key: string, finish: FinishCell, cases: string, rest = other): CellSql => ({
    ...marks.around(key, finish),
    sql: `CASE ${cases} WHEN ${cell} IS NULL THEN '${nullCell}' ELSE ${passedBy(rest)} END`,
  })
  const written = (sql: string): CellSql => ({ before: '', sql, after: '' })
  if (isTemporal(column.type)) {
    const key = `${column.type} ${column.form ?? ''}`
    return finished(key, temporalFinisher(column), `WHEN ${isText} THEN json_quote(${cell})`)
  }
  switch (column.type) {
    case 'boolean':
      return written(column.form === letterForm ? letters(cell, other) : boolean(cell, other))
    case 'integer':
      return written(integer(column, cell, column.unsigned ? bigUnsigned(cell, other) : other))
    case 'float': {
      const [key, finish] = column.bits === 32 ? ['single', finishSingle] : ['float', finishFloat]
      const words = `CASE ${cell} WHEN 'NaN' THEN '"NaN"' WHEN '${negativeZero}' THEN '-0' ELSE ${other} END`
      return finished(
        key as string,
        finish as FinishCell,
        `WHEN ${isRealIn(column, cell)} THEN ${exactReal(cell)}`,
        words,
      )
    }
    case 'decimal': {
      if (affinityOf(column.native) === 'text') return written(decimalText(column, cell, other))
      const any = decimal(column, cell, other, marks)
      const { scale } = column
      if (!makesIntegers(column) || scale === undefined || scale >= exactDigits) return written(any)
      return finished(
        `scaled ${scale}`,
        scaledFinisher(scale),
        `WHEN ${isOfScale(cell, scale)} THEN ${nearest(cell, scale)}`,
        any,
      )
    }
    case 'json':
      return finished('document', writeJson, documentCases(column, cell, other, marks))
    case 'array':
    case 'set': {
      const isArray = `json_valid(${cell}, 1) AND ltrim(${cell}) GLOB '[[]*'`
      return finished('array', writeMinified, `WHEN ${isText} THEN ${usual(isArray, cell, other)}`)
    }
    case 'uuid':
      return finished('uuid', finishUuid, `WHEN ${isText} THEN json_quote(${cell})`)
    case 'binary':
      return finished('base64', writeBase64FromHex, `WHEN +${cell} >= x'' THEN hex(${cell})`)
    default:
      return written(
        `CASE WHEN ${isText} THEN json_quote(${cell}) WHEN ${cell} IS NULL THEN 'null' ELSE ${other} END`,
      )
  }
}

/*
 * SQLite orders numbers before texts and these before blobs (https://sqlite.org/datatype3.html, 4.1), so that a comparison
 * tells a storage class. It takes a third of what typeof() does, which is a call and a comparison of texts. The plus
 * keeps a column's affinity off the literal.
 */

const isTextOf = (cell: string): string => `+${cell} < x'' AND +${cell} >= ''`

/** Columns of this affinity make reals of all numbers. */
const isRealIn = ({ native }: Column, cell: string): string =>
  affinityOf(native) === 'real' ? `+${cell} < ''` : `typeof(${cell}) = 'real'`

/** Whether a real that is a whole number of 64 bits cannot be in the column. In a STRICT table ANY has no affinity. */
const makesIntegers = ({ native }: Column): boolean =>
  /^(integer|numeric)$/.test(affinityOf(native)) && native.toUpperCase() !== 'ANY'

function integer(column: Column, cell: string, other: string): string {
  const any = `CASE typeof(${cell}) WHEN 'integer' THEN ${safeInteger(cell)} WHEN 'null' THEN 'null' ELSE ${other} END`
  if (!makesIntegers(column)) return any
  return `CASE WHEN ${isSafe(cell)} AND (${cell} | 0) = +${cell} THEN ${cell} ELSE ${any} END`
}

const usual = (condition: string, text: string, other: string): string =>
  `CASE WHEN ${condition} THEN ${text} ELSE ${passedBy(other)} END`

const boolean = (cell: string, other: string): string =>
  `CASE WHEN ${cell} IS 1 THEN 'true' WHEN ${cell} IS 0 THEN 'false' WHEN typeof(${cell}) = 'integer' THEN ${safeInteger(cell)} ELSE ${other} END`

const letters = (cell: string, other: string): string =>
  `CASE WHEN ${cell} IS 't' THEN 'true' WHEN ${cell} IS 'f' THEN 'false' ELSE ${other} END`

/** REAL columns make 0 of -0, and none can hold NaN: these are kept as texts that no affinity converts. */
export const negativeZero = '-0.0f'

/**
 * Integers beyond 2^63-1 are kept as 20 digits with this ending, which keeps INTEGER affinity off them; they sort
 * by value, and after all numbers.
 */
export const bigUnsignedSuffix = 'u'

const bigUnsigned = (cell: string, other: string): string =>
  `CASE WHEN ${cell} GLOB '[01]${'[0-9]'.repeat(19)}${bigUnsignedSuffix}' AND typeof(${cell}) = 'text' THEN '"' || ltrim(substr(${cell}, 1, 20), '0') || '"' ELSE ${other} END`

function decimal(column: Column, cell: string, other: string, marks: PageMarks): string {
  const { scale } = column
  const zeros = scale ? `.${'0'.repeat(scale)}` : ''
  const scaled = `format('%.${scale}f', ${cell})`
  const stored = marks.marked(`decimal ${scale ?? 0}`, decimalFinisher(scale ?? 0), exactReal(cell))
  const real =
    scale === undefined
      ? stored
      : `CASE WHEN ${isOfScale(cell, scale)} OR CAST(${scaled} AS REAL) = ${cell} THEN format('"%.${scale}f"', ${cell}) ELSE ${stored} END`
  const finite = `CASE WHEN abs(${cell}) < 9e999 AND ${cell} <> 0 THEN ${real} ELSE ${other} END`
  return `CASE typeof(${cell}) WHEN 'integer' THEN '"' || ${cell} || '${zeros}"' WHEN 'real' THEN ${finite} WHEN 'null' THEN 'null' ELSE CASE WHEN ${cell} IN ('NaN', 'Infinity', '-Infinity') THEN '"' || ${cell} || '"' ELSE ${other} END END`
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

function decimalText(column: Column, cell: string, other: string): string {
  const digits = `CASE WHEN ${cell} GLOB '-*' THEN substr(${cell}, 2) ELSE ${cell} END`
  const pattern = column.scale ? `[0-9]*.${'[0-9]'.repeat(column.scale)}` : '[0-9]*'
  const isPlain = `${digits} GLOB '${pattern}' AND ${digits} NOT GLOB '*[^0-9.]*' AND ${digits} NOT GLOB '*.*.*' AND ${digits} NOT GLOB '*.'`
  return `CASE WHEN typeof(${cell}) = 'text' AND (${isPlain} OR ${cell} IN ('NaN', 'Infinity', '-Infinity')) THEN '"' || ${cell} || '"' ELSE ${other} END`
}

/** json_valid() checks by the book, so that no control character can be in the document. */
function documentCases(column: Column, cell: string, other: string, marks: PageMarks): string {
  const text = `WHEN ${isTextOf(cell)} THEN ${usual(`json_valid(${cell}, 1)`, cell, other)}`
  if (affinityOf(column.native) !== 'numeric') return text
  // NUMERIC affinity makes numbers of the documents that are numbers.
  const real = `CASE WHEN abs(${cell}) < 9e999 THEN ${marks.marked('float', finishFloat, exactReal(cell))} ELSE ${other} END`
  return `${text} WHEN typeof(${cell}) = 'integer' THEN ${cell} WHEN typeof(${cell}) = 'real' THEN ${passedBy(real)}`
}
