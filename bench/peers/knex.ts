import path from 'node:path'
import type { TestDatabase } from '../../test/servers/database.ts'
import type { Command, Peer } from './peer.ts'

const script = path.join(import.meta.dirname, 'knex-records.js')

const run = (what: string, { url, file: sqliteFile }: TestDatabase, file: string): Command => ({
  program: process.execPath,
  args: [script, what, file],
  env: { BENCH_URL: sqliteFile === undefined ? url : `sqlite:${sqliteFile}` },
})

/** What a script of one's own does: the drivers' values as they come, not checked, and nothing of it proven. */
export const knexPeer: Peer = {
  name: 'knex',
  exportName: 'knex, stream of a select',
  importName: 'knex, batchInsert',
  engines: ['sqlite', 'postgres', 'mariadb', 'mysql'],
  onlyMixed: true,
  needsTables: true,
  packages: [],
  version: {
    program: process.execPath,
    args: ['-e', 'console.log("knex", require("knex/package.json").version)'],
  },
  export: (from, file) => run('export', from, file),
  import: (to, file) => run('import', to, file),
}
