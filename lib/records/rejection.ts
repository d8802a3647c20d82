import { ascii } from '../canonical/ascii.ts'
import { MalformedRecord } from '../canonical/record-scanner.ts'
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
  const record = line === undefined ? undefined : parse(line)
  const where = [
    record ? `${table.name}${keyOf(record, table)}` : table.name,
    error.column === undefined ? '' : `, column ${error.column}`,
    error.column === undefined || !record ? '' : `, value ${shorten(record[error.column])}`,
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

function lineOf(bytes: Buffer, row: number): string {
  let start = 0
  for (let i = 0; i < row; i++) start = bytes.indexOf(ascii.lf, start) + 1
  const end = bytes.indexOf(ascii.lf, start)
  return bytes.toString('utf8', start, end < 0 ? undefined : end)
}

function parse(line: string): Record<string, unknown> | undefined {
  try {
    return JSON.parse(line) as Record<string, unknown>
  } catch {
    return undefined
  }
}

function keyOf(record: Record<string, unknown> | undefined, table: Table): string {
  if (!record || table.primaryKey.length === 0) return ''
  const parts = table.primaryKey.map((column) => `${column}=${shorten(record[column])}`)
  return ` (${parts.join(', ')})`
}

const shownLength = 60

function shorten(value: unknown): string {
  const text = JSON.stringify(value) ?? 'missing'
  const characters = [...text.slice(0, shownLength * 2)]
  return characters.length <= shownLength ? text : `${characters.slice(0, shownLength).join('')}…`
}
