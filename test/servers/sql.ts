import type { Row } from './connect.ts'
import type { TestDatabase } from './database.ts'

/** Runs statements through the engine's driver: a text of any number of them, or a list. */
export async function sql(
  database: Pick<TestDatabase, 'connect'>,
  statements: string | readonly string[],
): Promise<void> {
  const connection = await database.connect()
  try {
    for (const statement of [statements].flat()) await connection.query(statement)
  } finally {
    await connection.end()
  }
}

/**
 * A query's rows, each cell as the engine itself writes it (what psql -At or mariadb --batch print; for SQLite what
 * quote() gives, so `'abc'`, `X'00'`, `1.0`). SQL null is null. Bytes that are not UTF-8 are `0x…` on MySQL and MariaDB.
 */
export async function queryText(database: Pick<TestDatabase, 'connect'>, query: string): Promise<Row[]> {
  const connection = await database.connect()
  try {
    return await connection.query(query)
  } finally {
    await connection.end()
  }
}
