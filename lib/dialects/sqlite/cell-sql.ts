import { writeBase64FromHex, writeJson, writeMinified } from '../../canonical/encode.ts'
import type { Column } from '../../schema/table.ts'
import { affinityOf } from './affinity.ts'
import { decimalFinisher, finishFloat, finishSingle, finishUuid } from './finish-cell.ts'
import { temporalFinisher } from './finish-temporal.ts'
import type { PageMarks } from './page-marks.ts'
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

const safeInteger = (cell: string): string =>
  `CASE WHEN ${cell} BETWEEN -9007199254740991 AND 9007199254740991 THEN ${cell} ELSE '"' || ${cell} || '"' END`

/** A cell whose storage class or text is not what its column's type says. */
const tagged = (cell: string, marks: PageMarks): string =>
  `CASE typeof(${cell}) WHEN 'null' THEN 'null' \
WHEN 'integer' THEN '{"$integer":' || ${safeInteger(cell)} || '}' \
WHEN 'real' THEN '{"$real":' || ${marks.marked('float', finishFloat, signedReal(cell))} || '}' \
WHEN 'text' THEN '{"$text":' || json_quote(${cell}) || '}' \
ELSE '{"$blob":' || ${base64(cell, marks)} || '}' END`

const base64 = (cell: string, marks: PageMarks): string =>
  marks.marked('base64', writeBase64FromHex, `hex(${cell})`)

/**
 * The canonical JSON of a cell; `cell` is its SQL, evaluated several times.
 * What SQLite cannot write stands between `marks`.
 */
export function cellExpression(column: Column, cell: string, marks: PageMarks): string {
  const other = tagged(cell, marks)
  if (isTemporal(column.type)) {
    const key = `${column.type} ${column.form ?? ''}`
    return textOr(cell, marks.marked(key, temporalFinisher(column), `json_quote(${cell})`), other)
  }
  switch (column.type) {
    case 'boolean':
      return column.form === letterForm ? letters(cell, other) : boolean(cell, other)
    case 'integer':
      return `CASE typeof(${cell}) WHEN 'integer' THEN ${safeInteger(cell)} WHEN 'null' THEN 'null' ELSE ${
        column.unsigned ? bigUnsigned(cell, other) : other
      } END`
    case 'float':
      return float(column, cell, other, marks)
    case 'decimal':
      return affinityOf(column.native) === 'text'
        ? decimalText(column, cell, other)
        : decimal(column, cell, other, marks)
    case 'json':
      return json(column, cell, other, marks)
    case 'array':
    case 'set':
      return `CASE WHEN typeof(${cell}) = 'text' AND json_valid(${cell}, 1) AND ltrim(${cell}) GLOB '[[]*' THEN ${marks.marked('array', writeMinified, cell)} ELSE ${other} END`
    case 'uuid':
      return textOr(cell, marks.marked('uuid', finishUuid, `json_quote(${cell})`), other)
    case 'binary':
      return `CASE typeof(${cell}) WHEN 'blob' THEN ${base64(cell, marks)} WHEN 'null' THEN 'null' ELSE ${other} END`
    default:
      return textOr(cell, `json_quote(${cell})`, other)
  }
}

const boolean = (cell: string, other: string): string =>
  `CASE WHEN ${cell} IS 1 THEN 'true' WHEN ${cell} IS 0 THEN 'false' WHEN typeof(${cell}) = 'integer' THEN ${safeInteger(cell)} ELSE ${other} END`

const letters = (cell: string, other: string): string =>
  `CASE WHEN ${cell} IS 't' THEN 'true' WHEN ${cell} IS 'f' THEN 'false' ELSE ${other} END`

const textOr = (cell: string, text: string, other: string): string =>
  `CASE typeof(${cell}) WHEN 'text' THEN ${text} WHEN 'null' THEN 'null' ELSE ${other} END`

function float(column: Column, cell: string, other: string, marks: PageMarks): string {
  const real =
    column.bits === 32
      ? marks.marked('single', finishSingle, exactReal(cell))
      : marks.marked('float', finishFloat, exactReal(cell))
  return `CASE typeof(${cell}) WHEN 'real' THEN ${real} WHEN 'null' THEN 'null' ELSE CASE ${cell} WHEN 'NaN' THEN '"NaN"' WHEN '${negativeZero}' THEN '-0' ELSE ${other} END END`
}

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
      : `CASE WHEN CAST(${scaled} AS REAL) = ${cell} THEN '"' || ${scaled} || '"' ELSE ${stored} END`
  const finite = `CASE WHEN abs(${cell}) < 9e999 AND ${cell} <> 0 THEN ${real} ELSE ${other} END`
  return `CASE typeof(${cell}) WHEN 'integer' THEN '"' || ${cell} || '${zeros}"' WHEN 'real' THEN ${finite} WHEN 'null' THEN 'null' ELSE CASE WHEN ${cell} IN ('NaN', 'Infinity', '-Infinity') THEN '"' || ${cell} || '"' ELSE ${other} END END`
}

function decimalText(column: Column, cell: string, other: string): string {
  const digits = `CASE WHEN ${cell} GLOB '-*' THEN substr(${cell}, 2) ELSE ${cell} END`
  const pattern = column.scale ? `[0-9]*.${'[0-9]'.repeat(column.scale)}` : '[0-9]*'
  const isPlain = `${digits} GLOB '${pattern}' AND ${digits} NOT GLOB '*[^0-9.]*' AND ${digits} NOT GLOB '*.*.*' AND ${digits} NOT GLOB '*.'`
  return `CASE WHEN typeof(${cell}) = 'text' AND (${isPlain} OR ${cell} IN ('NaN', 'Infinity', '-Infinity')) THEN '"' || ${cell} || '"' ELSE ${other} END`
}

/** json_valid() checks by the book, so that no control character can be in the document. */
function json(column: Column, cell: string, other: string, marks: PageMarks): string {
  const text = `CASE WHEN json_valid(${cell}, 1) THEN ${marks.marked('document', writeJson, cell)} ELSE ${other} END`
  // NUMERIC affinity makes numbers of the documents that are numbers.
  const number =
    affinityOf(column.native) === 'numeric'
      ? `WHEN 'integer' THEN ${cell} WHEN 'real' THEN CASE WHEN abs(${cell}) < 9e999 THEN ${marks.marked('float', finishFloat, exactReal(cell))} ELSE ${other} END `
      : ''
  return `CASE typeof(${cell}) WHEN 'text' THEN ${text} WHEN 'null' THEN 'null' ${number}ELSE ${other} END`
}
