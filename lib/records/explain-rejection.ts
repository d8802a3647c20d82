import { ascii } from '../canonical/ascii.ts'
import { decodeString } from '../canonical/decode.ts'
import { MalformedRecord, RecordScanner, valueKind } from '../canonical/record-scanner.ts'
import type { TableLoadPlan } from '../dialects/dialect.ts'
import type { DumpBatch } from '../dump/reader.ts'
import { exitCodes, RecordRejected, TaskError } from '../errors.ts'
import type { Table } from '../schema/table.ts'
import { describeFault, type Fault } from './fault.ts'

/**
 * What a dialect said of a record, as one line that names dump line, table, key, column and value. `batch` is the
 * last one written, for errors that do not say which they mean.
 */
export function explainRejection(
  error: unknown,
  batch: DumpBatch | undefined,
  plan: TableLoadPlan,
  sourceName: string,
): unknown {
  const table = plan.source
  if (error instanceof MalformedRecord)
    return malformed(error, batch, rowAt(batch, error.at), table, sourceName)
  if (!(error instanceof RecordRejected)) return error
  const origin = (error.batch as DumpBatch | undefined) ?? batch
  if (error.cause instanceof MalformedRecord)
    return malformed(error.cause, origin, error.row, table, sourceName)
  return new TaskError(describeFault(faultOf(error, origin, plan), sourceName), {
    cause: error,
    hint: 'Nothing was changed. Correct the value where it comes from, or change the target’s column, and import again; check-records lists everything of this kind.',
  })
}

/** A rejection in the source's names. */
export function faultOf(error: RecordRejected, batch: DumpBatch | undefined, plan: TableLoadPlan): Fault {
  const { source: table, columns } = plan
  const { row, reason } = error
  const line = batch && row !== undefined ? lineOf(batch.bytes, row) : undefined
  const values = line === undefined ? undefined : readValues(line, table)
  const pair = columns.find(({ target }) => target.name === error.column)
  const column = pair?.source.name ?? error.column
  const value = column === undefined ? undefined : values?.get(column)
  const firstLine = batch?.firstLine
  return {
    table: table.name,
    ...(firstLine === undefined || row === undefined ? {} : { line: firstLine + row }),
    ...(batch === undefined || row === undefined ? {} : { record: batch.firstRecord + row }),
    key: values === undefined ? {} : keyOf(values, table),
    ...(column === undefined ? {} : { column }),
    ...(value === undefined ? {} : { value }),
    reason,
  }
}

/** The line is no record of the table at all: the dump is at fault, not the target. */
function malformed(
  error: MalformedRecord,
  batch: DumpBatch | undefined,
  row: number | undefined,
  table: Table,
  sourceName: string,
): TaskError {
  const place = placeOf(batch, row, sourceName)
  return new TaskError(`${place}the record of ${JSON.stringify(table.name)} ${error.message}`, {
    exitCode: exitCodes.damaged,
    hint: 'Export again, or take another copy of the file. Nothing was changed.',
    cause: error,
  })
}

/** Number of the record, from 0, that holds the byte. */
function rowAt(batch: DumpBatch | undefined, position: number): number | undefined {
  if (!batch) return undefined
  let row = 0
  let at = batch.bytes.indexOf(ascii.lf)
  for (; at >= 0 && at < position; at = batch.bytes.indexOf(ascii.lf, at + 1)) row++
  return row
}

function placeOf(batch: DumpBatch | undefined, row: number | undefined, sourceName: string): string {
  if (!batch || row === undefined) return ''
  if (batch.firstLine !== undefined) return `${sourceName}, line ${batch.firstLine + row}: `
  return `${sourceName}, record ${batch.firstRecord + row}: `
}

function lineOf(bytes: Buffer, row: number): Buffer {
  let start = 0
  for (let i = 0; i < row; i++) start = bytes.indexOf(ascii.lf, start) + 1
  const end = bytes.indexOf(ascii.lf, start)
  return bytes.subarray(start, end < 0 ? undefined : end)
}

/** Every loaded value of a record as text, decoded, by the target's column names. Undefined where it is no record. */
export function valuesOfRow(
  batch: DumpBatch,
  row: number,
  { source, columns }: TableLoadPlan,
): Map<string, string | null> | undefined {
  const line = lineOf(batch.bytes, row)
  const scanner = scanned(line, source)
  if (scanner === undefined) return undefined
  const places = new Map(source.columns.map(({ name }, index) => [name, index]))
  return new Map(
    columns.map((pair) => [pair.target.name, textOf(scanner, line, places.get(pair.source.name)!)]),
  )
}

function textOf({ starts, ends, kinds }: RecordScanner, line: Buffer, index: number): string | null {
  const kind = kinds[index]
  if (kind === valueKind.null) return null
  if (kind === valueKind.escapedString) return decodeString(line, starts[index]!, ends[index]!)
  return line.toString('utf8', starts[index], ends[index])
}

/** The record's values as the line has them: numbers digit for digit. Undefined where the line is no record. */
function readValues(line: Buffer, table: Table): Map<string, string> | undefined {
  const scanner = scanned(line, table)
  if (scanner === undefined) return undefined
  return new Map(table.columns.map(({ name }, index) => [name, spanOf(scanner, line, index)]))
}

function scanned(line: Buffer, table: Table): RecordScanner | undefined {
  const scanner = new RecordScanner(table.columns.map(({ name }) => name))
  try {
    scanner.scan(line, 0)
    return scanner
  } catch {
    return undefined
  }
}

function spanOf({ starts, ends, kinds }: RecordScanner, line: Buffer, index: number): string {
  const isString = kinds[index] === valueKind.plainString || kinds[index] === valueKind.escapedString
  const quotes = isString ? 1 : 0
  const start = starts[index]! - quotes
  return shorten(line, start, ends[index]! + quotes)
}

const keyOf = (values: Map<string, string>, table: Table): Record<string, string> =>
  Object.fromEntries(table.primaryKey.map((column) => [column, values.get(column)!]))

const shownCharacters = 60
const mostBytesOfCharacter = 4

function shorten(line: Buffer, start: number, end: number): string {
  const text = line.toString('utf8', start, Math.min(end, start + shownCharacters * mostBytesOfCharacter))
  const characters = [...text]
  return characters.length <= shownCharacters ? text : `${characters.slice(0, shownCharacters).join('')}…`
}
