import { databaseAt } from '../../config/database-at.ts'
import type { TestDatabase } from '../../test/servers/database.ts'
import { sql } from '../../test/servers/sql.ts'
import { type Peer, quote, shell } from './peer.ts'

/** pgloader reads no percent-encoding, so it comes as the superuser, who has no password on a private server. */
function addressOf({ engine, file, superuser }: TestDatabase): string {
  if (file !== undefined) return `sqlite://${file}`
  const { host, port, user, database } = databaseAt(superuser.url)
  return `${engine === 'postgres' ? 'pgsql' : 'mysql'}://${user}@${host}:${port}/${database}`
}

/** It knows neither our name for JSON in SQLite nor a schema to put a MariaDB database into. */
function loadFile(from: TestDatabase, to: TestDatabase): string {
  const details =
    from.file === undefined
      ? `ALTER SCHEMA '${databaseAt(from.url).database}' RENAME TO 'public'`
      : 'CAST type json_text to json'
  return `LOAD DATABASE FROM ${addressOf(from)} INTO ${addressOf(to)} ${details};`
}

export const pgloader: Peer = {
  name: 'pgloader',
  engines: ['sqlite', 'mariadb'],
  packages: ['pgloader'],
  version: { program: 'pgloader', args: ['--version'] },
  prepare: async (database) => {
    if (database.engine !== 'mariadb') return
    // Of MariaDB's collations it knows the old ones alone, and ends at the first value of another.
    await sql(
      database,
      'alter table mixed modify name varchar(120) collate utf8mb4_general_ci not null, ' +
        'modify note longtext collate utf8mb4_general_ci',
    )
  },
  copy: (from, to) =>
    shell(
      `f=$(mktemp --suffix .load); trap 'rm -f "$f"' EXIT; ` +
        `printf '%s' ${quote(loadFile(from, to))} > "$f"; pgloader --quiet "$f"`,
    ),
}
