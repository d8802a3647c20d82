import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, it } from '@jest/globals'
import { DirectoryStore } from '../../lib/store/directory-store.ts'
import { describeStore } from './store-contract.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'record-store-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
let places = 0
const newPlace = (): string => path.join(folder, `${++places}`, 'backups')

describeStore('a folder', async () => {
  const place = newPlace()
  return {
    store: new DirectoryStore(place),
    again: () => new DirectoryStore(place),
    leaveHalf: async (name) => {
      mkdirSync(place, { recursive: true })
      writeFileSync(path.join(place, `.${name}.4711-0123abcd.part`), 'half')
    },
    remove: async () => rmSync(place, { recursive: true, force: true }),
  }
})

/** A process that takes the lock, says so, and holds it until it is killed. */
const holder = (place: string) =>
  spawn(process.execPath, [path.join(import.meta.dirname, 'hold-lock.js'), place], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })

async function wordOf(child: ReturnType<typeof holder>): Promise<string> {
  const [word] = await once(child.stdout, 'data')
  return String(word).trim()
}

describe('a folder as a store', () => {
  it('makes files that only their owner reads, whatever the umask', async () => {
    const place = newPlace()
    const before = process.umask(0)
    try {
      const store = new DirectoryStore(place)
      await store.write('a', [Buffer.from('x')] as unknown as AsyncIterable<Buffer>)
      await (await store.lock('a')).release()
    } finally {
      process.umask(before)
    }
    expect(
      readdirSync(place).map((name) => [name, (statSync(path.join(place, name)).mode & 0o777).toString(8)]),
    ).toEqual([
      ['.a.lock', '600'],
      ['a', '600'],
    ])
    expect((statSync(place).mode & 0o777).toString(8)).toBe('700')
  })

  it('knows what room there is, also before it is made', async () => {
    expect(await new DirectoryStore(newPlace()).free()).toBeGreaterThan(0)
  })

  it('says what is in the way of reading it', async () => {
    const place = newPlace()
    mkdirSync(path.dirname(place), { recursive: true })
    writeFileSync(place, '')
    await expect(new DirectoryStore(place).list('')).rejects.toThrow(/cannot be read: it is no folder/)
  })

  it('says that a folder cannot be made, and does not try for ever', async () => {
    const store = new DirectoryStore('/proc/record-tasks/backups')
    await expect(store.lock('a')).rejects.toThrow(/The folder .* cannot be made: there can be none/)
  })

  it('frees the lock of a process that was killed', async () => {
    const place = newPlace()
    const child = holder(place)
    expect(await wordOf(child)).toBe('held')
    const store = new DirectoryStore(place)
    await expect(store.lock('inventory')).rejects.toMatchObject({ exitCode: 13 })
    child.kill('SIGKILL')
    await once(child, 'exit')
    await (await store.lock('inventory')).release()
  })

  it('lets in one of many that start at once', async () => {
    const place = newPlace()
    const children = Array.from({ length: 12 }, () => holder(place))
    const words = await Promise.all(children.map(wordOf))
    for (const child of children) child.kill('SIGKILL')
    expect(words.sort()).toEqual(['held', ...Array.from({ length: 11 }, () => 'refused 13')])
  })
})
