import { databaseAt } from '../../config/database-at.ts'
import type { TestDatabase } from '../../test/servers/database.ts'
import { flushed, type Peer, quote, shell } from './peer.ts'

const passwordless = (url: string): string => {
  const { host, port, user, database } = databaseAt(url)
  return quote(`postgres://${user}@${host}:${port}/${database}`)
}

const pgPassword = (url: string): NodeJS.ProcessEnv => ({ PGPASSWORD: databaseAt(url).password ?? '' })

const postgres: Peer = {
  name: 'pg_dump and psql',
  exportName: 'pg_dump',
  importName: 'psql -1',
  engines: ['postgres'],
  packages: ['postgresql-client'],
  version: { program: 'pg_dump', args: ['--version'] },
  export: ({ url }, file) => flushed(`pg_dump --no-owner ${passwordless(url)}`, file, pgPassword(url)),
  import: ({ url }, file) =>
    shell(`psql -q -v ON_ERROR_STOP=1 -1 ${passwordless(url)} < ${quote(file)} > /dev/null`, pgPassword(url)),
}

const mysqlArgs = (url: string): string => {
  const { host, port, user, database } = databaseAt(url)
  return `-h ${quote(host ?? '')} -P ${port} -u ${quote(user ?? '')} ${quote(database ?? '')}`
}

const mysqlPassword = (url: string): NodeJS.ProcessEnv => ({ MYSQL_PWD: databaseAt(url).password ?? '' })

const mariadb: Peer = {
  name: 'mariadb-dump and mariadb',
  exportName: 'mariadb-dump',
  importName: 'mariadb',
  engines: ['mariadb', 'mysql'],
  packages: ['mariadb-client'],
  version: { program: 'mariadb-dump', args: ['--version'] },
  export: ({ url }, file) =>
    flushed(
      `mariadb-dump --single-transaction --hex-blob --max-allowed-packet=128M ${mysqlArgs(url)}`,
      file,
      mysqlPassword(url),
    ),
  // MySQL does not know MariaDB's sandbox line.
  import: ({ url }, file) =>
    shell(
      `grep -av 'enable the sandbox' ${quote(file)} | mariadb --max-allowed-packet=128M ${mysqlArgs(url)}`,
      mysqlPassword(url),
    ),
}

const fileOf = ({ file }: TestDatabase): string => quote(file!)

const sqlite: Peer = {
  name: 'sqlite3',
  exportName: 'sqlite3 .dump',
  importName: 'sqlite3, reading it back',
  engines: ['sqlite'],
  packages: ['sqlite3'],
  version: { program: 'sqlite3', args: ['--version'] },
  export: (from, file) => flushed(`sqlite3 ${fileOf(from)} .dump`, file),
  import: (to, file) => shell(`sqlite3 ${fileOf(to)} < ${quote(file)}`),
}

export const nativePeers: readonly Peer[] = [postgres, mariadb, sqlite]
