import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { rmSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { readCatalog } from '../../lib/backup/catalog.ts'
import { createDatabase, sql } from '../servers/servers.ts'
import { Ground } from './backing-up.ts'

const script = path.join(import.meta.dirname, 'run-when-told.js')
const starts = Number(process.env.TEST_STARTS ?? 4)

describe('backups that start in the same moment', () => {
  it('are one that runs, while the others end with 13', async () => {
    const ground = new Ground()
    const database = await createDatabase('sqlite')
    await sql(database, ['create table part (id integer primary key)', 'insert into part values (1)'])
    // Long enough for all to have met it.
    ground.write('media/big', Buffer.alloc(200_000_000))
    const task = JSON.stringify({
      work: 'backup',
      url: database.url,
      location: ground.location,
      media: [ground.media],
    })
    const children = Array.from({ length: starts }, () =>
      spawn(process.execPath, [script, task], { stdio: ['pipe', 'pipe', 'inherit'] }),
    )
    await Promise.all(children.map((child) => once(child.stdout, 'data')))
    const said = children.map(async (child) => {
      child.stdin.write('go\n')
      const [answer] = await once(child.stdout, 'data')
      return String(answer).trim()
    })
    const answers = await Promise.all(said)
    // On a busy machine one may come so late that the first has ended: then it makes its own.
    const made = answers.filter((answer) => answer === 'done').length
    expect(answers.filter((answer) => answer !== 'done')).toEqual(Array(starts - made).fill('13'))
    expect(made).toBeGreaterThan(0)
    expect(made).toBeLessThan(starts)
    const catalog = await readCatalog(ground.store)
    expect(catalog).toHaveLength(made)
    expect(ground.files().sort()).toEqual(catalog.flatMap(({ files }) => files).sort())
    rmSync(ground.folder, { recursive: true, force: true })
  }, 300_000)
})
