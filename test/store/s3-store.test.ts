import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, it } from '@jest/globals'
import { S3Store } from '../../lib/store/s3-store.ts'
import { namedS3 } from './named-s3.ts'
import { startS3 } from './s3-server.ts'
import { describeStore } from './store-contract.ts'

const partBytes = 16 * 1024 * 1024
const named = namedS3()
const servers = {
  'S3 (a server of ours)': await startS3(),
  ...(named ? { 'S3 (TEST_S3_ENDPOINT)': named } : {}),
}

/** So many bytes; what happens `meanwhile` happens before the last of them. */
const bytes = async function* (size: number, meanwhile?: () => Promise<void>) {
  for (let left = size; left > 0; left -= 1_000_000) {
    if (left <= 1_000_000) await meanwhile?.()
    yield Buffer.alloc(Math.min(left, 1_000_000), left & 0xff)
  }
}

for (const [kind, server] of Object.entries(servers)) {
  const state = { XDG_STATE_HOME: mkdtempSync(path.join(tmpdir(), 'rt-s3-state-')) }
  const open = (location: string, env = {}) => S3Store.at(location, { ...server.env, ...state, ...env })
  afterAll(async () => {
    await server.stop()
    rmSync(state.XDG_STATE_HOME, { recursive: true, force: true })
  })

  describeStore(kind, async () => {
    const bucket = await server.newBucket()
    const location = `s3://${bucket}/some/prefix`
    return {
      store: open(location),
      again: () => open(location),
      leaveHalf: (name) => server.leaveUpload(bucket, `some/prefix/${name}`),
      remove: async () => {},
    }
  })

  describe(`${kind} as a store`, () => {
    it('takes what is longer than a part in parts, and a part exactly', async () => {
      const store = open(`s3://${await server.newBucket()}`)
      for (const size of [partBytes, partBytes + 1, 40_000_000]) {
        const { size: stored, sha256 } = await store.write(`file-${size}`, bytes(size))
        expect(stored).toBe(size)
        const hash = createHash('sha256')
        for await (const chunk of await store.read(`file-${size}`)) hash.update(chunk as Buffer)
        expect(hash.digest('hex')).toBe(sha256)
      }
    })

    it('leaves no upload of one that fails or is stopped after its first parts', async () => {
      const bucket = await server.newBucket()
      const store = open(`s3://${bucket}/x`)
      const abort = new AbortController()
      const ends: (() => Promise<void>)[] = [
        () => Promise.reject(new Error('the source broke')),
        async () => abort.abort(new Error('stopped')),
      ]
      for (const end of ends) {
        const meanwhile = async () => {
          expect(await server.uploads(bucket)).toEqual(['x/long'])
          expect(await store.list('')).toEqual([])
          await end()
        }
        await expect(
          store.write('long', bytes(35_000_000, meanwhile), { signal: abort.signal }),
        ).rejects.toThrow()
        expect(await server.uploads(bucket)).toEqual([])
        expect(await store.list('')).toEqual([])
      }
    })

    it('lists and sweeps more than a page of it', async () => {
      const bucket = await server.newBucket()
      const store = open(`s3://${bucket}`)
      for (const name of ['a', 'b', 'c', 'd', 'e']) await store.write(name, bytes(1))
      for (const name of ['f', 'g', 'h', 'i', 'j']) await server.leaveUpload(bucket, name)
      expect((await store.list('')).map(({ name }) => name)).toEqual(['a', 'b', 'c', 'd', 'e'])
      expect(await store.sweep((name) => name !== 'h')).toEqual(['f', 'g', 'i', 'j'])
      expect(await server.uploads(bucket)).toEqual(['h'])
      await store.sweep(() => true)
    })

    it('sees nothing of other prefixes', async () => {
      const bucket = await server.newBucket()
      const names = { 'a/b': 'inner', 'a-b': 'other', a: 'mine' }
      for (const [prefix, name] of Object.entries(names))
        await open(`s3://${bucket}/${prefix}`).write(name, bytes(1))
      const store = open(`s3://${bucket}/a/`)
      expect((await store.list('')).map(({ name }) => name)).toEqual(['mine'])
      await server.leaveUpload(bucket, 'a/b/half')
      await server.leaveUpload(bucket, 'a/half')
      expect(await store.sweep(() => true)).toEqual(['half'])
      await open(`s3://${bucket}/a/b`).sweep(() => true)
    })

    it.each([
      ['a key that is not known', '', { AWS_ACCESS_KEY_ID: 'wrong' }, /credentials are refused/],
      // Ours knows nothing of signatures.
      ...(server === named
        ? ([
            ['a secret that is another', '', { AWS_SECRET_ACCESS_KEY: 'x' }, /credentials are refused/],
          ] as const)
        : []),
      ['a bucket that is not there', 's3://rt-nowhere/x', {}, /no such bucket/],
      ['a server that is not there', '', { AWS_ENDPOINT_URL: 'http://127.0.0.1:9' }, /cannot be reached/],
    ])('says what is wrong with %s', async (_, location, env, message) => {
      const place = location || `s3://${await server.newBucket()}`
      await expect(open(place, env).list('')).rejects.toThrow(message)
    })

    it('refuses what is no location', () => {
      expect(() => open('s3:///x')).toThrow(expect.objectContaining({ exitCode: 2 }))
    })
  })
}
