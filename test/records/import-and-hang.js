// Imports a dump (first argument) into a database (second), says so once records of its second batch are due, and
// hangs until it is killed.
import { writeSync } from 'node:fs'
import { createJiti } from 'jiti'

const jiti = createJiti(import.meta.url, { fsCache: false })
const { importRecords } = await jiti.import('../../lib/records/import-records.ts')
const { databaseAt } = await jiti.import('../../config/database-at.ts')

const [, , from, url] = process.argv
await importRecords({
  database: databaseAt(url),
  from,
  clear: true,
  onProgress: ({ rows }) => {
    if (rows < 5) return
    writeSync(1, 'loading\n')
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)
  },
})
