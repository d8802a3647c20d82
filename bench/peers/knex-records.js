// knex-records.js export|import FILE, with the database's URL in BENCH_URL: the mixed table as JSON lines.
// Plain JavaScript, so that nothing is compiled while it is timed.
import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import knex from 'knex'

const [what, file] = process.argv.slice(2)
const url = process.env.BENCH_URL
const client = url.startsWith('sqlite:') ? 'sqlite3' : url.startsWith('postgres:') ? 'pg' : 'mysql2'
const connection = {
  sqlite3: () => ({ filename: url.slice('sqlite:'.length) }),
  pg: () => url,
  mysql2: () => url.replace(/^mariadb:/, 'mysql:'),
}[client]()
const database = knex({ client, connection, useNullAsDefault: true })

async function exportRecords() {
  const handle = await open(file, 'w')
  let text = ''
  for await (const row of database('mixed').orderBy('id').stream({ highWaterMark: 1000 })) {
    text += `${JSON.stringify(row)}\n`
    if (text.length < 1_000_000) continue
    await handle.writeFile(text)
    text = ''
  }
  await handle.writeFile(text)
  await handle.sync()
  await handle.close()
}

/** Rows of an insert: SQLite takes no more of knex's compound selects. */
const chunk = client === 'sqlite3' ? 400 : 1000

/** batchInsert wants its rows as one array, so it gets one for so many of them. */
const rowsAtOnce = 20_000

function restored(line) {
  const row = JSON.parse(line)
  if (row.payload !== null) row.payload = Buffer.from(row.payload.data)
  if (row.data !== null && typeof row.data === 'object') row.data = JSON.stringify(row.data)
  if (client === 'mysql2') for (const name of ['made', 'changed']) row[name] = new Date(row[name])
  return row
}

async function importRecords() {
  await database.transaction(async (transaction) => {
    // Made here: what it reads before somebody listens is lost.
    const lines = createInterface({ input: createReadStream(file), crlfDelay: Number.POSITIVE_INFINITY })
    let rows = []
    for await (const line of lines) {
      rows.push(restored(line))
      if (rows.length < rowsAtOnce) continue
      await transaction.batchInsert('mixed', rows, chunk)
      rows = []
    }
    await transaction.batchInsert('mixed', rows, chunk)
  })
}

await (what === 'export' ? exportRecords() : importRecords())
await database.destroy()
