import { spawnSync } from 'node:child_process'
import type { ConnectionSettings, EngineName } from '../lib/dialects/dialect.ts'
import { type Measured, measure } from './measure.ts'

/** An engine's own dump and restore. */
export interface Peer {
  dumpName: string
  restoreName: string
  isInstalled(): boolean
  dump(settings: ConnectionSettings, file: string): Promise<Measured>
  restore(settings: ConnectionSettings, file: string): Promise<Measured>
  dropTable(settings: ConnectionSettings): Promise<unknown>
}

const answers = (program: string): boolean => spawnSync(program, ['--version']).status === 0

const shell = (command: string, env: NodeJS.ProcessEnv = {}): Promise<Measured> =>
  measure('bash', ['-c', `set -euo pipefail; ${command}`], env)

const quote = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`

const postgresUrl = ({ host, port, user, database }: ConnectionSettings): string =>
  quote(`postgres://${user}@${host}:${port}/${database}`)

const passwordOfPostgres = ({ password }: ConnectionSettings): NodeJS.ProcessEnv =>
  password === undefined ? {} : { PGPASSWORD: password }

const postgres: Peer = {
  dumpName: 'pg_dump',
  restoreName: 'psql',
  isInstalled: () => answers('pg_dump') && answers('psql'),
  dump: (to, file) =>
    shell(`pg_dump ${postgresUrl(to)} > ${quote(file)}; sync ${quote(file)}`, passwordOfPostgres(to)),
  restore: (to, file) =>
    shell(`psql -q -v ON_ERROR_STOP=1 -1 ${postgresUrl(to)} < ${quote(file)}`, passwordOfPostgres(to)),
  dropTable: (to) => shell(`psql -q ${postgresUrl(to)} -c 'drop table mixed'`, passwordOfPostgres(to)),
}

const mysqlArgs = ({ host, port, user, database }: ConnectionSettings): string =>
  `-h ${quote(host ?? '')} -P ${port} -u ${quote(user ?? '')} ${quote(database ?? '')}`

const passwordOfMysql = ({ password }: ConnectionSettings): NodeJS.ProcessEnv =>
  password === undefined ? {} : { MYSQL_PWD: password }

const mysql: Peer = {
  dumpName: 'mariadb-dump',
  restoreName: 'mariadb',
  isInstalled: () => answers('mariadb-dump') && answers('mariadb'),
  dump: (to, file) =>
    shell(
      `mariadb-dump --single-transaction --hex-blob ${mysqlArgs(to)} > ${quote(file)}; sync ${quote(file)}`,
      passwordOfMysql(to),
    ),
  // MySQL does not know MariaDB's sandbox line.
  restore: (to, file) =>
    shell(`grep -v 'enable the sandbox' ${quote(file)} | mariadb ${mysqlArgs(to)}`, passwordOfMysql(to)),
  dropTable: (to) => shell(`mariadb ${mysqlArgs(to)} -e 'drop table mixed'`, passwordOfMysql(to)),
}

const sqlite: Peer = {
  dumpName: 'sqlite3 .dump',
  restoreName: 'sqlite3 < dump',
  isInstalled: () => answers('sqlite3'),
  dump: (to, file) => shell(`sqlite3 ${quote(to.filename!)} .dump > ${quote(file)}; sync ${quote(file)}`),
  restore: (to, file) => shell(`sqlite3 ${quote(to.filename!)} < ${quote(file)}`),
  dropTable: (to) => shell(`sqlite3 ${quote(to.filename!)} 'drop table mixed'`),
}

export const peers: Record<EngineName, Peer> = { postgres, mysql, mariadb: mysql, sqlite }
