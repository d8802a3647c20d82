import { createHash, randomBytes } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import type { Store } from '../../lib/store/store.ts'

export interface TestStore {
  store: Store
  /** The same place, as another process would open it. */
  again(): Store
  /** What is left of a writer that died while it wrote `name`; undefined where a store leaves nothing. */
  leaveHalf?(name: string): Promise<void>
  remove(): Promise<void>
}

async function* chunks(...parts: (string | Buffer)[]): AsyncGenerator<Buffer> {
  for (const part of parts) yield Buffer.from(part)
}

const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex')

async function contentOf(store: Store, name: string): Promise<Buffer> {
  const parts: Buffer[] = []
  for await (const part of await store.read(name)) parts.push(part as Buffer)
  return Buffer.concat(parts)
}

const namesOf = async (store: Store, prefix = ''): Promise<string[]> =>
  (await store.list(prefix)).map(({ name }) => name)

/** What every store promises (lib/store/store.ts). */
export function describeStore(kind: string, make: () => Promise<TestStore>): void {
  describe(`a store: ${kind}`, () => {
    let place: TestStore
    let store: Store
    beforeEach(async () => {
      place = await make()
      store = place.store
    })
    afterEach(async () => {
      await store.close()
      await place.remove()
    })

    it('is empty at first, though the place is not there yet', async () => {
      expect(await store.list('')).toEqual([])
      expect(await store.sweep(() => true)).toEqual([])
    })

    it('gives back what was stored, with its size and digest', async () => {
      const bytes = randomBytes(3_000_000)
      const digest = await store.write(
        'a-1.tar',
        chunks(bytes.subarray(0, 1_000_001), bytes.subarray(1_000_001)),
      )
      expect(digest).toEqual({ size: bytes.length, sha256: sha256(bytes) })
      expect((await contentOf(place.again(), 'a-1.tar')).equals(bytes)).toBe(true)
      const [listed, ...others] = await store.list('a-')
      expect([listed?.name, listed?.size, others]).toEqual(['a-1.tar', bytes.length, []])
      // What has the clock of another machine is no more than about now.
      expect(Math.abs(listed!.modified.getTime() - Date.now())).toBeLessThan(3_600_000)
    })

    it('holds an empty file', async () => {
      expect(await store.write('empty', chunks())).toEqual({ size: 0, sha256: sha256(Buffer.alloc(0)) })
      expect(await contentOf(store, 'empty')).toHaveLength(0)
    })

    it('lists by name, and only what has the prefix', async () => {
      for (const name of ['b-2', 'a-2', 'a-10', 'ä-1', 'A-1']) await store.write(name, chunks('x'))
      expect(await namesOf(store)).toEqual(['A-1', 'a-10', 'a-2', 'b-2', 'ä-1'])
      expect(await namesOf(store, 'a-')).toEqual(['a-10', 'a-2'])
    })

    it('replaces nothing', async () => {
      await store.write('a', chunks('first'))
      await expect(store.write('a', chunks('second'))).rejects.toThrow(/a exists already/)
      expect(String(await contentOf(store, 'a'))).toBe('first')
    })

    it('keeps nothing of a stream that fails, and shows nothing of one that runs', async () => {
      async function* failing() {
        yield Buffer.alloc(2_000_000)
        expect(await namesOf(place.again())).toEqual([])
        throw new Error('the source broke')
      }
      await expect(store.write('half', failing())).rejects.toThrow('the source broke')
      expect(await store.list('')).toEqual([])
      await store.write('half', chunks('whole'))
      expect(String(await contentOf(store, 'half'))).toBe('whole')
    })

    it('keeps nothing of a write that is aborted', async () => {
      const abort = new AbortController()
      async function* slow() {
        yield Buffer.from('a')
        abort.abort(new Error('stopped'))
        yield Buffer.from('b')
      }
      await expect(store.write('half', slow(), { signal: abort.signal })).rejects.toThrow()
      expect(await store.list('')).toEqual([])
    })

    it('removes, and does not mind what is gone', async () => {
      await store.write('a', chunks('x'))
      await store.remove('a')
      await store.remove('a')
      expect(await store.list('')).toEqual([])
      await expect(store.read('a')).rejects.toThrow(/a does not exist/)
    })

    it('lets one writer in for each name, until it is done', async () => {
      const other = place.again()
      const lock = await store.lock('inventory')
      await expect(other.lock('inventory')).rejects.toMatchObject({ exitCode: 13 })
      await (await other.lock('shop')).release()
      await lock.release()
      await lock.release()
      await (await other.lock('inventory')).release()
      expect(await store.list('')).toEqual([])
      await other.close()
    })

    it('clears away what dead writers left of the names that are asked for', async () => {
      if (!place.leaveHalf) return
      await store.write('a-1', chunks('x'))
      await place.leaveHalf('a-2')
      await place.leaveHalf('b-2')
      expect(await namesOf(store)).toEqual(['a-1'])
      expect(await store.sweep((name) => name.startsWith('a-'))).toHaveLength(1)
      expect(await store.sweep(() => true)).toHaveLength(1)
      expect(await namesOf(store)).toEqual(['a-1'])
    })

    it('refuses a name with a folder in it', async () => {
      await expect(store.write('../a', chunks('x'))).rejects.toThrow()
      await expect(store.read('../a')).rejects.toThrow()
    })
  })
}
