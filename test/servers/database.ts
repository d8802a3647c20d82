import { mkdtempSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { EngineName } from '../../lib/dialects/dialect.ts'
import { dropDatabase, quoteName } from './accounts.ts'
import { askKeeper, runDirectory } from './ask-keeper.ts'
import { connect, type TextConnection } from './connect.ts'
import { databaseName } from './database-name.ts'
import type { Account, ServerAddress } from './server.ts'
import { openSqlite } from './sqlite-text.ts'

export interface TestDatabase {
  engine: EngineName
  name: string
  /** As users write it, with the account it was made for. */
  url: string
  /** SQLite: the file. */
  file?: string
  /** Missing for SQLite. */
  address?: ServerAddress
  /** As the account of `url`. */
  connect(): Promise<TextConnection>
  /** The same database as the superuser, and for SQLite as anybody. */
  superuser: { url: string; connect(): Promise<TextConnection> }
  /** Ends connections to it that are left. */
  drop(): Promise<void>
}

export interface DatabaseOptions {
  /** Part of its name, for people; any characters. */
  prefix?: string
  /** The url is the superuser's, and not that of an application's ordinary user, who owns just this database. */
  superuser?: boolean
  /** Goes to the end of CREATE DATABASE: `CHARACTER SET utf8mb4 COLLATE utf8mb4_bin`. */
  clause?: string
  /** Another server than the one that all tests share. */
  server?: { address: ServerAddress }
}

/** A new, empty database with a name of its own. The SQLite file exists, and holds no table. */
export async function createDatabase(
  engine: EngineName | { engine: EngineName },
  options: DatabaseOptions = {},
): Promise<TestDatabase> {
  const name = typeof engine === 'string' ? engine : engine.engine
  if (name === 'sqlite') return createFile(options)
  const address = options.server?.address ?? (await askKeeper({ ask: 'server', engine: name }))
  return createOnServer(address, options)
}

async function createFile({ prefix = 'test' }: DatabaseOptions): Promise<TestDatabase> {
  const file = join(mkdtempSync(join(runDirectory(), 'sqlite-')), `${prefix}.sqlite3`)
  const open = () => openSqlite(file)
  const connection = await open()
  await connection.query('create table t (i); drop table t')
  await connection.end()
  return {
    engine: 'sqlite',
    name: prefix,
    url: `sqlite:${file}`,
    file,
    connect: open,
    superuser: { url: `sqlite:${file}`, connect: open },
    drop: async () => rmSync(dirname(file), { recursive: true, force: true }),
  }
}

async function createOnServer(address: ServerAddress, options: DatabaseOptions): Promise<TestDatabase> {
  const name = databaseName(runDirectory(), options.prefix ?? 'test')
  const owner = address.engine === 'postgres' ? `owner "${address.ordinary.user}"` : ''
  await administer(address, `create database ${quoteName(address, name)} ${owner} ${options.clause ?? ''}`)
  const access = (account: Account) => ({
    url: urlOf(address, account, name),
    connect: () => connect(address, account, name),
  })
  return {
    engine: address.engine,
    name,
    address,
    ...access(options.superuser ? address.superuser : address.ordinary),
    superuser: access(address.superuser),
    async drop() {
      for (const statement of await connectionsTo(address, name))
        await administer(address, statement).catch(() => {})
      await administer(address, dropDatabase(address, name))
    },
  }
}

function urlOf({ engine, host, port }: ServerAddress, { user, password }: Account, name: string): string {
  const secret = password === '' ? '' : `:${encodeURIComponent(password)}`
  return `${engine}://${encodeURIComponent(user)}${secret}@${host}:${port}/${encodeURIComponent(name)}`
}

async function administer(address: ServerAddress, statement: string): Promise<(string | null)[][]> {
  const connection = await connect(address, address.superuser)
  try {
    return await connection.query(statement)
  } finally {
    await connection.end()
  }
}

/** MySQL's information_schema fails where any session's statement has a character beyond utf8mb3. */
export const processList = (engine: EngineName): string =>
  `${engine === 'mysql' ? 'performance_schema' : 'information_schema'}.processlist`

/** MySQL waits for open transactions before it drops; PostgreSQL drops `with (force)`. */
async function connectionsTo(address: ServerAddress, name: string): Promise<string[]> {
  if (address.engine === 'postgres') return []
  const listed = await administer(
    address,
    `select id from ${processList(address.engine)} where db = '${name.replaceAll("'", "''")}'`,
  )
  return listed.map(([id]) => `kill ${id}`)
}
