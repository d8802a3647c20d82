import { ascii } from '../canonical/ascii.ts'
import { MalformedRecord, RecordScanner, valueKind } from '../canonical/record-scanner.ts'
import type { DumpBatch } from '../dump/reader.ts'
import { exitCodes, RecordRejected, TaskError } from '../errors.ts'
import type { Table } from '../schema/table.ts'

/**
 * What a dialect said of a record, as one line that names dump line, table, key, column and value. `batch` is the
 * last one written, for errors that do not say which they mean.
 */
export function explainRejection(
  error: unknown,
  batch: DumpBatch | undefined,
  table: Table,
  dump: string,
): unknown {
  if (error instanceof MalformedRecord) return malformed(error, batch, rowAt(batch, error.at), table, dump)
  if (!(error instanceof RecordRejected)) return error
  const origin = (error.batch as DumpBatch | undefined) ?? batch
  if (error.cause instanceof MalformedRecord) return malformed(error.cause, origin, error.row, table, dump)
  const line = origin && error.row !== undefined ? lineOf(origin.bytes, error.row) : undefined
  const values = line === undefined ? undefined : readValues(line, table)
  const where = [
    values ? `${table.name}${keyOf(values, table)}` : table.name,
    error.column === undefined ? '' : `, column ${error.column}`,
    error.column === undefined || !values ? '' : `, value ${values.get(error.column)}`,
  ].join('')
  return new TaskError(`${placeOf(origin, error.row, dump)}${where}: ${error.reason}`, {
    cause: error,
    hint: 'Nothing was changed. Correct the value where it comes from, or change the target’s column, and import again.',
  })
}

/** The line is no record of the table at all: the dump is at fault, not the target. */
function malformed(
  error: MalformedRecord,
  batch: DumpBatch | undefined,
  row: number | undefined,
  table: Table,
  dump: string,
): TaskError {
  const place = placeOf(batch, row, dump)
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

function placeOf(batch: DumpBatch | undefined, row: number | undefined, dump: string): string {
  if (!batch || row === undefined) return ''
  if (batch.firstLine !== undefined) return `${dump}, line ${batch.firstLine + row}: `
  return `${dump}, record ${batch.firstRecord + row}: `
}

function lineOf(bytes: Buffer, row: number): Buffer {
  let start = 0
  for (let i = 0; i < row; i++) start = bytes.indexOf(ascii.lf, start) + 1
  const end = bytes.indexOf(ascii.lf, start)
  return bytes.subarray(start, end < 0 ? undefined : end)
}

/** The record's values as the line has them: numbers digit for digit. Undefined where the line is no record. */
function readValues(line: Buffer, table: Table): Map<string, string> | undefined {
  const names = table.columns.map(({ name }) => name)
  const scanner = new RecordScanner(names)
  try {
    scanner.scan(line, 0)
  } catch {
    return undefined
  }
  return new Map(names.map((name, index) => [name, spanOf(scanner, line, index)]))
}

function spanOf({ starts, ends, kinds }: RecordScanner, line: Buffer, index: number): string {
  const isString = kinds[index] === valueKind.plainString || kinds[index] === valueKind.escapedString
  const quotes = isString ? 1 : 0
  const start = starts[index]! - quotes
  return shorten(line, start, ends[index]! + quotes)
}

function keyOf(values: Map<string, string> | undefined, table: Table): string {
  if (!values || table.primaryKey.length === 0) return ''
  const parts = table.primaryKey.map((column) => `${column}=${values.get(column)}`)
  return ` (${parts.join(', ')})`
}

const shownCharacters = 60
const mostBytesOfCharacter = 4

function shorten(line: Buffer, start: number, end: number): string {
  const text = line.toString('utf8', start, Math.min(end, start + shownCharacters * mostBytesOfCharacter))
  const characters = [...text]
  return characters.length <= shownCharacters ? text : `${characters.slice(0, shownCharacters).join('')}…`
}
