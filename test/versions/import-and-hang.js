// Imports a dump (first argument) into an empty database (second) that migrations of a folder (third) make, says so when
// the migration or the table that the fourth names is under way, and hangs until it is killed.
import { writeSync } from 'node:fs'
import { createJiti } from 'jiti'

const jiti = createJiti(import.meta.url, { fsCache: false })
const { importRecords } = await jiti.import('../../lib/records/import-records.ts')
const { databaseAt } = await jiti.import('../../config/database-at.ts')

const [, , from, url, directory, place] = process.argv
const hangAt = (name) => {
  if (!name.startsWith(place)) return
  writeSync(1, 'there\n')
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)
}
await importRecords({
  database: databaseAt(url),
  from,
  create: true,
  migrations: { directory },
  onMigration: ({ name, state }) => hangAt(`${state} ${name}`),
  onProgress: ({ table, rows }) => hangAt(`${table} ${rows}`),
})
