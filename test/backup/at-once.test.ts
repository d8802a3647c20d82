import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { rmSync } from 'node:fs'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { describe, expect, it } from '@jest/globals'
import { readCatalog } from '../../lib/backup/catalog.ts'
import { createDatabase, sql } from '../servers/servers.ts'
import { Ground } from './backing-up.ts'

const script = path.join(import.meta.dirname, 'run-when-told.js')
/** TEST_STARTS=50 TEST_DIST=dist for more of them. */
const starts = Number(process.env.TEST_STARTS ?? 3)

function start(task: object) {
  const child = spawn(process.execPath, [script, JSON.stringify(task)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  return {
    says: async () => {
      for (;;) {
        const { value } = await lines.next()
        if (!value?.startsWith('phase ')) return value as string | undefined
      }
    },
    tell: (word: string) => child.stdin.write(`${word}\n`),
    ended: once(child, 'exit'),
  }
}

describe('runs that start in the same moment', () => {
  it('are one that works, while the others, backups and restores, end with 13', async () => {
    const ground = new Ground()
    const database = await createDatabase('sqlite')
    await sql(database, ['create table part (id integer primary key)', 'insert into part values (1)'])
    ground.write('media/a')
    await ground.backUp(database, { label: 'the one to restore' })
    const task = { url: database.url, location: ground.location, media: [ground.media], hold: true }
    const runs = Array.from({ length: starts }, (_, index) =>
      start({ ...task, work: index % 2 ? 'restore' : 'backup' }),
    )
    expect(await Promise.all(runs.map((run) => run.says()))).toEqual(Array(starts).fill('ready'))
    for (const run of runs) run.tell('go')
    // Who has the lock says so, and keeps it until it is told to go on: when all others have ended.
    const said = await Promise.all(runs.map((run) => run.says()))
    expect([...said].sort()).toEqual([...Array(starts - 1).fill('13'), 'holding'].sort())
    const winner = runs[said.indexOf('holding')]!
    await Promise.all(runs.filter((run) => run !== winner).map((run) => run.ended))
    winner.tell('go on')
    expect(await winner.says()).toBe('done')
    await winner.ended
    const catalog = await readCatalog(ground.store)
    expect(catalog).toHaveLength(said.indexOf('holding') % 2 ? 1 : 2)
    expect(ground.files().sort()).toEqual(catalog.flatMap(({ files }) => files).sort())
    rmSync(ground.folder, { recursive: true, force: true })
  }, 300_000)
})
