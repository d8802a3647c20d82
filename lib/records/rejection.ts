import { ascii } from '../canonical/ascii.ts'
import { MalformedRecord } from '../canonical/record-scanner.ts'
import type { DumpBatch } from '../dump/reader.ts'
import { exitCodes, RecordRejected, TaskError } from '../errors.ts'
import type { Table } from '../schema/table.ts'

/** What a dialect said of a record in a batch, as one line that names dump line, table, key, column and value. */
export function explainRejection(error: unknown, batch: DumpBatch, table: Table, dump: string): unknown {
  if (error instanceof MalformedRecord) return malformed(error, batch, table, dump)
  if (!(error instanceof RecordRejected)) return error
  const origin = (error.batch as DumpBatch | undefined) ?? batch
  const line = error.row === undefined ? undefined : lineOf(origin.bytes, error.row)
  const record = line === undefined ? undefined : parse(line)
  const where = [
    error.row === undefined ? table.name : `${table.name}${keyOf(record, table)}`,
    error.column === undefined ? '' : `, column ${error.column}`,
    error.column === undefined || !record ? '' : `, value ${shorten(record[error.column])}`,
  ].join('')
  return new TaskError(`${placeOf(origin, error.row, dump)}${where}: ${error.reason}`, {
    cause: error,
    hint: 'Nothing was changed. Correct the value where it comes from, or change the target’s column, and import again.',
  })
}

function malformed(error: MalformedRecord, batch: DumpBatch, table: Table, dump: string): TaskError {
  let row = 0
  for (
    let at = batch.bytes.indexOf(ascii.lf);
    at >= 0 && at < error.at;
    at = batch.bytes.indexOf(ascii.lf, at + 1)
  ) {
    row++
  }
  return new TaskError(
    `${placeOf(batch, row, dump)}the record of ${JSON.stringify(table.name)} ${error.message}`,
    {
      exitCode: exitCodes.damaged,
      hint: 'Export again, or take another copy of the file. Nothing was changed.',
      cause: error,
    },
  )
}

function placeOf(batch: DumpBatch, row: number | undefined, dump: string): string {
  if (row === undefined) return ''
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
