import type { Knex } from 'knex'
import { mediaFiles } from '../media-files.ts'
import { generateRecords, type Row, type TableRows, type Value } from '../records.ts'

/** Fills the empty tables; leaves a database that has parts as it is. */
export const seed = async (knex: Knex): Promise<void> => {
  if ((await knex('part').first('id')) !== undefined) return
  const tables = generateRecords(await mediaFiles())
  await knex.transaction((transaction) => inUtc(transaction, () => insertAll(transaction, tables)))
}

const insertAll = async (knex: Knex, tables: readonly TableRows[]): Promise<void> => {
  for (const { table, rows } of tables) {
    for (const chunk of chunks(rows)) await knex(table).insert(chunk.map((row) => adapted(knex, row)))
    await moveSequence(knex, table, rows)
  }
}

/** SQLite joins a knex insert's rows by UNION ALL and takes 500 of them; no engine minds 200. */
const rowsPerInsert = 200

const chunks = (rows: readonly Row[]): Row[][] => {
  const result: Row[][] = []
  for (let start = 0; start < rows.length; start += rowsPerInsert) {
    result.push(rows.slice(start, start + rowsPerInsert))
  }
  return result
}

/** MySQL reads a `timestamp` in the session's time zone and MariaDB knows no offsets in literals. */
const inUtc = async (knex: Knex, work: () => Promise<void>): Promise<void> => {
  if (knex.client.dialect !== 'mysql') return work()
  await knex.raw(`SET @seed_time_zone = @@session.time_zone, time_zone = '+00:00'`)
  try {
    await work()
  } finally {
    await knex.raw('SET time_zone = @seed_time_zone')
  }
}

const instantForm = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d+)?Z$/

const adapted = (knex: Knex, row: Row): Row => {
  if (knex.client.dialect !== 'mysql') return row
  const withoutZone = (value: Value): Value =>
    typeof value === 'string' && instantForm.test(value) ? value.slice(0, -1) : value
  return Object.fromEntries(Object.entries(row).map(([column, value]) => [column, withoutZone(value)]))
}

/** PostgreSQL's sequences do not notice rows that bring their own id. */
const moveSequence = async (knex: Knex, table: string, rows: readonly Row[]): Promise<void> => {
  if (knex.client.dialect !== 'postgresql' || typeof rows[0]?.id !== 'number') return
  await knex.raw(`SELECT setval(pg_get_serial_sequence(?, 'id'), ?)`, [table, rows.length])
}
