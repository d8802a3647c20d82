import knexFactory, { type Knex } from 'knex'
import type { TestDatabase } from '../servers/servers.ts'

const silent = { warn: () => {}, error: () => {}, deprecate: () => {}, debug: () => {} }

/** An application's own knex on a test database, as its knexfile would make it. */
export function plainKnex(database: TestDatabase, setUpSession?: string): Knex {
  return knexFactory({
    ...connectionOf(database),
    log: silent,
    pool: {
      min: 0,
      max: 1,
      ...(setUpSession === undefined ? {} : { afterCreate: runFirst(setUpSession) }),
    },
  })
}

function connectionOf(database: TestDatabase): Knex.Config {
  if (database.file !== undefined) {
    return { client: 'sqlite3', connection: { filename: database.file }, useNullAsDefault: true }
  }
  const url = new URL(database.url)
  return {
    client: database.engine === 'postgres' ? 'pg' : 'mysql2',
    connection: {
      host: url.hostname,
      port: Number(url.port),
      user: decodeURIComponent(url.username),
      password: decodeURIComponent(url.password),
      database: decodeURIComponent(url.pathname.slice(1)),
    },
  }
}

type Done = (error: unknown, connection: unknown) => void

const runFirst =
  (statement: string) =>
  (connection: { query: (sql: string, done: (error: unknown) => void) => void }, done: Done) =>
    connection.query(statement, (error) => done(error, connection))
