import { rmSync, statfsSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { readCatalog } from '../../lib/backup/catalog.ts'
import { DirectoryStore } from '../../lib/store/directory-store.ts'
import { failureOf } from '../records/moving.ts'
import { createDatabase, sql } from '../servers/servers.ts'
import { Ground } from './backing-up.ts'
import { mayMount, mountMemory } from './mounting.ts'

const withMounts = mayMount ? it : it.skip
const title = mayMount ? '' : ' (untested: this user may not mount)'

/** Cannot be compressed. */
const noise = (length: number): Buffer => {
  const bytes = Buffer.alloc(length)
  for (let i = 0, seed = 1; i < length; i++) {
    seed = (seed * 1103515245 + 12345) & 0x7fffffff
    bytes[i] = seed >> 16
  }
  return bytes
}

describe('a disk that fills', () => {
  withMounts(
    `at any point leaves the earlier backups, lists nothing new, and has its room back${title}`,
    async () => {
      const ground = new Ground()
      const database = await createDatabase('sqlite')
      await sql(database, [
        'create table part (id integer primary key, data blob)',
        'insert into part with recursive n(i) as (select 1 union all select i + 1 from n where i < 200) select i, randomblob(1000) from n',
      ])
      ground.write('media/a', noise(200_000))
      const small = new Ground()
      small.write('media/a', noise(200_000))
      const messages = new Set<string>()
      let hasFit = false
      // One backup takes about half a megabyte: from the lock's file to the manifest there is no point without its turn.
      for (let kilobytes = 16; kilobytes <= 1200 && !hasFit; kilobytes += kilobytes < 40 ? 4 : 60) {
        const folder = path.join(ground.folder, `disk${kilobytes}`)
        const unmount = mountMemory(folder, `${kilobytes}k`)!
        try {
          const store = new DirectoryStore(path.join(folder, 'backups'))
          await ground
            .backUp(undefined, { store, media: [{ ...small.media, path: small.folder }], name: 'other' })
            .catch(() => {})
          const before = await readCatalog(store)
          const used = usedIn(folder)
          const outcome = await ground.backUp(database, { store }).catch((error) => error as Error)
          hasFit = !(outcome instanceof Error) && !('message' in outcome)
          if (hasFit) continue
          messages.add(String((outcome as Error).message).replace(/.*: /, ''))
          expect(await readCatalog(store)).toEqual(before)
          // The lock's own file stays.
          expect(usedIn(folder) - used).toBeLessThanOrEqual(8192)
        } finally {
          unmount()
        }
      }
      for (const { folder } of [ground, small]) rmSync(folder, { recursive: true, force: true })
      expect(hasFit).toBe(true)
      expect([...messages].join('\n')).toMatch(/the disk is full/)
      expect([...messages].join('\n')).not.toMatch(/premature|stack/i)
    },
  )

  withMounts(`before a restore has unpacked leaves everything as it was${title}`, async () => {
    const ground = new Ground()
    const database = await createDatabase('sqlite')
    await sql(database, ['create table part (id integer primary key)', 'insert into part values (1)'])
    const folder = path.join(ground.folder, 'disk')
    const unmount = mountMemory(folder, '1m')!
    try {
      const media = { name: 'media', path: path.join(folder, 'media') }
      ground.write('disk/media/a', noise(600_000))
      await ground.backUp(database, { media: [media] })
      const used = usedIn(folder)
      await sql(database, 'delete from part')
      const { message, hint } = await failureOf(ground.restore(database, { media: [media] }))
      expect([message, hint]).toEqual([
        expect.stringMatching(/no room to unpack/),
        expect.stringMatching(/Nothing was changed/),
      ])
      expect(usedIn(folder)).toBe(used)
    } finally {
      unmount()
      rmSync(ground.folder, { recursive: true, force: true })
    }
  })
})

function usedIn(folder: string): number {
  const { blocks, bfree, bsize } = statfsSync(folder)
  return (blocks - bfree) * bsize
}
