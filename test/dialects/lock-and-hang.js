// Locks a database (its URL is the argument), says so, and hangs until it is killed.
import { createJiti } from 'jiti'

const jiti = createJiti(import.meta.url, { fsCache: false })
const { lockDatabase } = await jiti.import('../../lib/dialects/lock-database.ts')
const { databaseAt } = await jiti.import('../../config/database-at.ts')

await lockDatabase(databaseAt(process.argv[2]))
process.stdout.write('held\n')
setInterval(() => {}, 1000)
