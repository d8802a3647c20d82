import type { Column } from '../../schema/table.ts'
import { affinityOf } from './affinity.ts'
import { marked } from './page-marks.ts'
import { formOf, isTemporal, type TemporalForm } from './temporal-form.ts'

/*
 * SQL expressions that write one cell's canonical JSON (docs/dump-format.md). What SQLite cannot write itself
 * (the shortest form of a double, base64, JSON's escapes) it leaves between marks for finishPage().
 */

/** 17 digits are not enough here: SQLite 3.52 tries 15 first, and takes them where its own parser, which is off by a bit at times, reads them back. */
const exactReal = (cell: string): string =>
  `CASE WHEN ${cell} = 0 AND atan2(${cell}, -1) < 0 THEN '-0.0' ELSE format('%!.18g', ${cell}) END`

const safeInteger = (cell: string): string =>
  `CASE WHEN ${cell} BETWEEN -9007199254740991 AND 9007199254740991 THEN ${cell} ELSE '"' || ${cell} || '"' END`

/** A cell whose storage class or text is not what its column's type says. */
const tagged = (cell: string): string => `CASE typeof(${cell}) WHEN 'null' THEN 'null' \
WHEN 'integer' THEN '{"$integer":' || ${safeInteger(cell)} || '}' \
WHEN 'real' THEN '{"$real":' || ${marked('float', exactReal(cell))} || '}' \
WHEN 'text' THEN '{"$text":' || json_quote(${cell}) || '}' \
ELSE '{"$blob":' || ${marked('base64', `hex(${cell})`)} || '}' END`

/** The canonical JSON of a cell; `cell` is its SQL, evaluated several times. */
export function cellExpression(column: Column, cell: string): string {
  if (isTemporal(column.type)) return temporal(column, cell)
  switch (column.type) {
    case 'boolean':
      return `CASE WHEN ${cell} IS 1 THEN 'true' WHEN ${cell} IS 0 THEN 'false' WHEN typeof(${cell}) = 'integer' THEN ${safeInteger(cell)} ELSE ${tagged(cell)} END`
    case 'integer':
      return `CASE typeof(${cell}) WHEN 'integer' THEN ${safeInteger(cell)} WHEN 'null' THEN 'null' ELSE ${
        column.unsigned ? bigUnsigned(cell) : tagged(cell)
      } END`
    case 'float':
      return `CASE typeof(${cell}) WHEN 'real' THEN ${marked(column.bits === 32 ? 'single' : 'float', `format('%!.18g', ${cell})`)} WHEN 'null' THEN 'null' ELSE CASE ${cell} WHEN 'NaN' THEN '"NaN"' WHEN '${negativeZero}' THEN '-0' ELSE ${tagged(cell)} END END`
    case 'decimal':
      return affinityOf(column.native) === 'text' ? decimalText(column, cell) : decimal(column, cell)
    case 'json':
      return json(column, cell)
    case 'array':
    case 'set':
      return `CASE WHEN typeof(${cell}) = 'text' AND json_valid(${cell}, 1) AND ltrim(${cell}) GLOB '[[]*' THEN ${marked('json', cell)} ELSE ${tagged(cell)} END`
    case 'uuid':
      return `CASE WHEN ${cell} GLOB '${uuidPattern}' AND typeof(${cell}) = 'text' THEN '"' || ${cell} || '"' ELSE ${tagged(cell)} END`
    case 'binary':
      return `CASE typeof(${cell}) WHEN 'blob' THEN ${marked('base64', `hex(${cell})`)} WHEN 'null' THEN 'null' ELSE ${tagged(cell)} END`
    default:
      return `CASE typeof(${cell}) WHEN 'text' THEN json_quote(${cell}) WHEN 'null' THEN 'null' ELSE ${tagged(cell)} END`
  }
}

/** REAL columns make 0 of -0, and none can hold NaN: these are kept as texts that no affinity converts. */
export const negativeZero = '-0.0f'

/** Integers beyond 2^63-1 are kept as digits with this ending, which keeps INTEGER affinity off them. */
export const bigUnsignedSuffix = 'u'

const bigUnsigned = (cell: string): string =>
  `CASE WHEN typeof(${cell}) = 'text' AND length(${cell}) = 21 AND ${cell} GLOB '1[0-9]*${bigUnsignedSuffix}' AND substr(${cell}, 1, 20) NOT GLOB '*[^0-9]*' THEN '"' || substr(${cell}, 1, 20) || '"' ELSE ${tagged(cell)} END`

const uuidPattern = [8, 4, 4, 4, 12].map((length) => '[0-9a-f]'.repeat(length)).join('-')

function decimal(column: Column, cell: string): string {
  const { scale } = column
  const zeros = scale ? `.${'0'.repeat(scale)}` : ''
  const scaled = `format('%.${scale}f', ${cell})`
  const real =
    scale === undefined
      ? marked('decimal', exactReal(cell))
      : `CASE WHEN CAST(${scaled} AS REAL) = ${cell} THEN '"' || ${scaled} || '"' ELSE ${marked('decimal', exactReal(cell))} END`
  const finite = `CASE WHEN abs(${cell}) < 9e999 AND ${cell} <> 0 THEN ${real} ELSE ${tagged(cell)} END`
  return `CASE typeof(${cell}) WHEN 'integer' THEN '"' || ${cell} || '${zeros}"' WHEN 'real' THEN ${finite} WHEN 'null' THEN 'null' ELSE CASE WHEN ${cell} IN ('NaN', 'Infinity', '-Infinity') THEN '"' || ${cell} || '"' ELSE ${tagged(cell)} END END`
}

function decimalText(column: Column, cell: string): string {
  const digits = `CASE WHEN ${cell} GLOB '-*' THEN substr(${cell}, 2) ELSE ${cell} END`
  const pattern = column.scale ? `[0-9]*.${'[0-9]'.repeat(column.scale)}` : '[0-9]*'
  const isPlain = `${digits} GLOB '${pattern}' AND ${digits} NOT GLOB '*[^0-9.]*' AND ${digits} NOT GLOB '*.*.*' AND ${digits} NOT GLOB '*.'`
  return `CASE WHEN typeof(${cell}) = 'text' AND (${isPlain} OR ${cell} IN ('NaN', 'Infinity', '-Infinity')) THEN '"' || ${cell} || '"' ELSE ${tagged(cell)} END`
}

function json(column: Column, cell: string): string {
  const text = `CASE WHEN json_valid(${cell}, 1) THEN CASE WHEN instr(${cell}, '\\') OR instr(${cell}, '"$') OR trim(${cell}, char(9, 10, 13, 32)) = 'null' THEN ${marked('document', cell)} ELSE json(${cell}) END ELSE ${tagged(cell)} END`
  // NUMERIC affinity makes numbers of the documents that are numbers.
  const number =
    affinityOf(column.native) === 'numeric'
      ? `WHEN 'integer' THEN ${cell} WHEN 'real' THEN CASE WHEN abs(${cell}) < 1e999 THEN ${marked('float', exactReal(cell))} ELSE ${tagged(cell)} END `
      : ''
  return `CASE typeof(${cell}) WHEN 'text' THEN ${text} WHEN 'null' THEN 'null' ${number}ELSE ${tagged(cell)} END`
}

const datePattern = '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'
const timePattern = '[0-9][0-9]:[0-9][0-9]:[0-9][0-9]'

function temporal(column: Column, cell: string): string {
  const form = formOf(column)
  const cases = column.type === 'date' ? dateCases(form, cell) : momentCases(column, form, cell)
  return `CASE WHEN typeof(${cell}) = 'text' THEN CASE ${cases} WHEN ${isExtreme(column, cell)} THEN json_quote(${cell}) ELSE ${tagged(cell)} END ELSE ${tagged(cell)} END`
}

const dateCases = (form: TemporalForm, cell: string): string =>
  `WHEN ${cell} GLOB '${datePattern}${form.suffix}' THEN '"' || substr(${cell}, 1, 10) || '"'`

function momentCases(column: Column, form: TemporalForm, cell: string): string {
  const isTime = column.type === 'time'
  const whole = isTime ? timePattern : `${datePattern}${form.separator}${timePattern}`
  const length = isTime ? 8 : 19
  const suffix = form.suffix.length
  const start = isTime
    ? `'"' || substr(${cell}, 1, 8)`
    : `'"' || substr(${cell}, 1, 10) || 'T' || substr(${cell}, 12, 8)`
  const end = column.type === 'timestamptz' ? `'Z"'` : `'"'`
  const plain = `WHEN ${cell} GLOB '${whole}${form.suffix}' THEN ${start} || ${end}`
  const { fraction } = form
  if (fraction.kind === 'trimmed') {
    const digits = `substr(${cell}, ${length + 2}, length(${cell}) - ${length + 1 + suffix})`
    return `${plain} WHEN ${cell} GLOB '${whole}.[0-9]*${form.suffix}' AND length(${cell}) <= ${length + 10 + suffix} AND ${digits} NOT GLOB '*[^0-9]*' AND ${digits} NOT GLOB '*0' THEN ${start} || '.' || ${digits} || ${end}`
  }
  const digits = `substr(${cell}, ${length + 1}, ${fraction.digits + 1})`
  const fractional = `${cell} GLOB '${whole}.${'[0-9]'.repeat(fraction.digits)}${form.suffix}'`
  const trimmed = `${start} || rtrim(rtrim(${digits}, '0'), '.') || ${end}`
  if (fraction.kind === 'always') return `WHEN ${fractional} THEN ${trimmed}`
  return `WHEN ${fractional} AND ${digits} <> '.${'0'.repeat(fraction.digits)}' THEN ${trimmed} ${plain}`
}

/** Values of other engines that no form of four-digit years can write are kept in their canonical text. */
function isExtreme(column: Column, cell: string): string {
  if (column.type === 'time') {
    return `${cell} GLOB '*[-0-9]${timePattern}*' AND ${cell} NOT GLOB '*[^-0-9:.]*'`
  }
  const time = column.type === 'date' ? '' : `T${timePattern}*`
  return `${cell} IN ('infinity', '-infinity') OR ((${cell} GLOB '*[0-9]${datePattern}${time}' OR ${cell} GLOB '*${datePattern}${time} BC') AND ${cell} NOT GLOB '*[^-0-9:.TZBC ]*')`
}
