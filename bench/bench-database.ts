import type { EngineName } from '../lib/dialects/dialect.ts'
import { askKeeper } from '../test/servers/ask-keeper.ts'
import { createDatabase, type TestDatabase } from '../test/servers/database.ts'
import type { Extra } from '../test/servers/keeper-protocol.ts'
import type { ServerEngine } from '../test/servers/server.ts'

/**
 * What a server in production would be started with, and the tests' servers are not: commits wait for the disk, MySQL
 * keeps its binary log. All else is the engine's default, except that LOAD DATA LOCAL is allowed (MySQL's default is
 * not to) and that 20 MB cells fit into a packet.
 */
const durable: Record<ServerEngine, readonly string[]> = {
  postgres: ['-c', 'fsync=on', '-c', 'full_page_writes=on'],
  mariadb: [
    '--innodb-flush-log-at-trx-commit=1',
    '--innodb-flush-method=O_DIRECT',
    '--max-allowed-packet=128M',
  ],
  mysql: [
    '--innodb-flush-log-at-trx-commit=1',
    '--innodb-flush-method=O_DIRECT',
    '--log-bin=binlog',
    '--max-allowed-packet=128M',
  ],
}

/** As it is said under the results. */
export const settingsNote =
  'Servers run with their defaults on a data directory of their own; commits wait for the disk (PostgreSQL fsync and ' +
  'full_page_writes; InnoDB flush_log_at_trx_commit=1; MySQL with its binary log, sync_binlog=1). Other than by default: ' +
  'local_infile is on in MySQL, max_allowed_packet is 128 MB. SQLite: journal_mode=delete, synchronous=full.'

const servers = new Map<ServerEngine, Promise<Extra>>()

/** A new, empty database, on a server that is started when it is first needed. For SQLite a file that is not there. */
export async function freshDatabase(engine: EngineName): Promise<TestDatabase> {
  if (engine === 'sqlite') return createDatabase(engine, { prefix: 'bench' })
  const server = servers.get(engine) ?? askKeeper({ ask: 'extra', engine, options: durable[engine] })
  servers.set(engine, server)
  return createDatabase(engine, { prefix: 'bench', server: await server })
}

/** Engines that cannot be had, by their name, with the reason. */
export async function missingEngines(): Promise<Map<string, string>> {
  const found = await askKeeper({ ask: 'engines' })
  return new Map(
    found.filter(({ available }) => !available).map(({ engine, reason }) => [engine as string, reason]),
  )
}

/** Lets what an earlier run has left to the server's background be over before the next is timed. */
export async function settle({ engine, superuser }: TestDatabase): Promise<void> {
  if (engine !== 'postgres') return
  const connection = await superuser.connect()
  try {
    await connection.query('checkpoint')
  } finally {
    await connection.end()
  }
}

/** As a database is that has been in use for some time. */
export async function age({ engine, superuser }: TestDatabase): Promise<void> {
  if (engine !== 'postgres') return
  const connection = await superuser.connect()
  try {
    await connection.query('vacuum analyze')
  } finally {
    await connection.end()
  }
}

/** As the superuser: pgloader's tables are not the application's. */
export async function countRows({ engine, superuser }: TestDatabase, table: string): Promise<number> {
  const quote = engine === 'mysql' || engine === 'mariadb' ? '`' : '"'
  const connection = await superuser.connect()
  try {
    const [row] = await connection.query(`select count(*) from ${quote}${table}${quote}`)
    return Number(row?.[0])
  } finally {
    await connection.end()
  }
}

export async function versionOf(engine: EngineName): Promise<string> {
  const database = await freshDatabase(engine)
  const connection = await database.connect()
  try {
    const [row] = await connection.query(
      engine === 'sqlite'
        ? 'select sqlite_version()'
        : engine === 'postgres'
          ? 'show server_version'
          : 'select version()',
    )
    return String(row?.[0]).replaceAll("'", '')
  } finally {
    await connection.end()
    await database.drop()
  }
}
