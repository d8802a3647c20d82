// Imports a dump (first argument) into a database (second), and prints the error's message.
import { createJiti } from 'jiti'

const jiti = createJiti(import.meta.url, { fsCache: false })
const { importRecords } = await jiti.import('../../lib/records/import-records.ts')
const { databaseAt } = await jiti.import('../../config/database-at.ts')

const [, , from, url] = process.argv
await importRecords({ database: databaseAt(url), from, clear: true }).catch((error) => {
  process.stdout.write(error.message)
})
