import sqlite3 from 'sqlite3'
import type { Row, TextConnection } from './connect.ts'

/**
 * SQLite as text: a query's cells come as SQL literals, written by SQLite's own quote(), which tells 1 from '1' and
 * 1.0 and is exact.
 */
export async function openSqlite(file: string): Promise<TextConnection> {
  const database = await new Promise<sqlite3.Database>((resolve, reject) => {
    const opened: sqlite3.Database = new sqlite3.Database(file, (error) =>
      error ? reject(error) : resolve(opened),
    )
  })
  database.configure('busyTimeout', 5_000)
  return {
    query: (sql) =>
      /^\s*(select|with|values)\b/i.test(sql) ? quotedRows(database, sql) : execute(database, sql),
    end: () =>
      new Promise((resolve, reject) => database.close((error) => (error ? reject(error) : resolve()))),
  }
}

async function execute(database: sqlite3.Database, sql: string): Promise<Row[]> {
  return new Promise((resolve, reject) => {
    database.exec(sql, (error) => (error ? reject(error) : resolve([])))
  })
}

/** A view tells the names of a query's columns. */
async function quotedRows(database: sqlite3.Database, sql: string): Promise<Row[]> {
  await execute(database, `drop view if exists temp."rt query"; create temp view "rt query" as ${sql}`)
  const columns = await all(database, 'pragma temp.table_info("rt query")')
  const cells = columns.map(({ name }) => `quote("${String(name).replaceAll('"', '""')}")`)
  const rows = await all(database, `select json_array(${cells.join(', ')}) as line from temp."rt query"`)
  return rows.map(({ line }) =>
    (JSON.parse(String(line)) as string[]).map((cell) => (cell === 'NULL' ? null : cell)),
  )
}

function all(database: sqlite3.Database, sql: string): Promise<Record<string, unknown>[]> {
  return new Promise((resolve, reject) => {
    database.all(sql, (error, rows) => (error ? reject(error) : resolve(rows as Record<string, unknown>[])))
  })
}
