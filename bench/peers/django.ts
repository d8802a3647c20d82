import path from 'node:path'
import { databaseAt } from '../../config/database-at.ts'
import type { TestDatabase } from '../../test/servers/database.ts'
import { sql } from '../../test/servers/sql.ts'
import { flushed, type Peer, quote, shell } from './peer.ts'

const project = path.join(import.meta.dirname, 'django')

const backends = {
  sqlite: 'django.db.backends.sqlite3',
  postgres: 'django.db.backends.postgresql',
  mariadb: 'django.db.backends.mysql',
  mysql: 'django.db.backends.mysql',
} as const

function settingsOf({ engine, file, url }: TestDatabase): NodeJS.ProcessEnv {
  const { host, port, user, password, database } = databaseAt(url)
  const settings = { HOST: host, PORT: port, USER: user, PASSWORD: password, NAME: file ?? database }
  return {
    DJANGO_SETTINGS_MODULE: 'settings',
    PYTHONPATH: project,
    PYTHONDONTWRITEBYTECODE: '1',
    PYTHONWARNINGS: 'ignore',
    BENCH_DATABASE: JSON.stringify({ ENGINE: backends[engine], ...settings }),
  }
}

/** What InvenTree runs. */
export const django: Peer = {
  name: 'Django',
  exportName: "Django's dumpdata",
  importName: "Django's loaddata",
  engines: ['sqlite', 'postgres', 'mariadb', 'mysql'],
  onlyMixed: true,
  needsTables: true,
  packages: ['python3-django', 'python3-psycopg2', 'python3-mysqldb'],
  version: {
    program: '/usr/bin/python3',
    args: ['-c', 'import django, psycopg2, MySQLdb; print("Django", django.__version__)'],
  },
  prepare: async (database) => {
    // What Django makes itself; it cannot read the other kind.
    if (database.engine === 'postgres') await sql(database, 'alter table mixed alter data type jsonb')
  },
  export: (from, file) => flushed('/usr/bin/python3 -m django dumpdata records', file, settingsOf(from)),
  import: (to, file) =>
    shell(
      `ln -sf ${quote(file)} ${quote(`${file}.json`)}; /usr/bin/python3 -m django loaddata ${quote(`${file}.json`)}`,
      settingsOf(to),
    ),
}
