import type { EngineName } from '../../lib/dialects/dialect.ts'
import { createDatabase, sql, type TestDatabase } from '../servers/servers.ts'
import type { Corpus } from './corpus-table.ts'
import { mariadb } from './mariadb.ts'
import { mysql } from './mysql.ts'
import { postgres } from './postgres.ts'
import { sqlite } from './sqlite.ts'

export const corpora: Record<EngineName, Corpus> = { sqlite, postgres, mysql, mariadb }

/** Where a server's default is another: the corpora are about what Unicode has. */
const clauses: Partial<Record<EngineName, string>> = {
  mysql: 'character set utf8mb4',
  mariadb: 'character set utf8mb4',
}

/** A database with the tables of its engine's corpus, as its DDL makes them. */
export async function createCorpus(engine: EngineName, { rows }: { rows: boolean }): Promise<TestDatabase> {
  const clause = clauses[engine]
  const database = await createDatabase(engine, {
    prefix: 'corpus',
    ...(clause === undefined ? {} : { clause }),
  })
  const { session, tables } = corpora[engine]
  await sql(database, [
    ...session,
    ...tables.flatMap((table) => (rows ? [...table.ddl, ...table.rows] : table.ddl)),
  ])
  return database
}
