// Begins to import into the database of the URL (first argument), says how far it is, and hangs until it is killed:
// with records in the transaction (`loading`), or with it committed and nothing finished (`committed`).
import { writeSync } from 'node:fs'
import { createJiti } from 'jiti'

const jiti = createJiti(import.meta.url, { fsCache: false })
const { openTest, samePlan, batch } = await jiti.import('./mysql-support.ts')
const { Session } = await jiti.import('../../lib/dialects/mysql/session.ts')

const [, , url, until] = process.argv

const hang = () => {
  writeSync(1, 'hanging\n')
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)
}

if (until === 'committed') {
  const run = Session.prototype.run
  Session.prototype.run = async function (sql, ...rest) {
    const outcome = await run.call(this, sql, ...rest)
    if (sql === 'COMMIT') hang()
    return outcome
  }
}

const open = await openTest({ url })
const tables = await open.tables()
const owner = tables.find(({ name }) => name === 'owner')
const source = {
  ...owner,
  columns: owner.columns.map((column) => (column.name === 'id' ? { ...column, next: 900 } : column)),
}
const indexes = [{ name: 'made_name', columns: ['name'] }]
const made = open.translate(
  [{ ...owner, name: 'made', indexes, foreignKeys: [], triggers: [] }],
  open.engine,
).tables
const plan = samePlan(source, owner)
const load = await open.load({
  create: made,
  clear: [owner],
  loads: [plan, { ...samePlan(made[0]), expected: 1e6 }],
})
const table = await load.table(plan)
await table.write(batch({ id: 600, name: 'b', boss: null }, { id: 5, name: 'c', boss: null }))
await table.end()
if (until === 'loading') hang()
await load.finish()
await load.commit()
