import { createHash } from 'node:crypto'
import { afterAll, describe, expect, it } from '@jest/globals'
import { S3Store } from '../../lib/store/s3-store.ts'
import { startS3 } from './s3-server.ts'
import { describeStore } from './store-contract.ts'

const server = await startS3()
afterAll(() => server.stop())

const state = { XDG_STATE_HOME: `/tmp/record-s3-state-${process.pid}` }
const open = (location: string, env = {}) => S3Store.at(location, { ...server.env, ...state, ...env })
const bytes = async function* (size: number) {
  for (let left = size; left > 0; left -= 1_000_000)
    yield Buffer.alloc(Math.min(left, 1_000_000), left & 0xff)
}

describeStore('S3', async () => {
  const bucket = server.newBucket()
  const location = `s3://${bucket}/some/prefix`
  return {
    store: open(location),
    again: () => open(location),
    leaveHalf: async (name) => server.leaveUpload(bucket, `some/prefix/${name}`),
    remove: async () => {},
  }
})

describe('S3 as a store', () => {
  it('takes what is longer than a part in parts, and a part exactly', async () => {
    const store = open(`s3://${server.newBucket()}`)
    for (const size of [16 * 1024 * 1024, 16 * 1024 * 1024 + 1, 40_000_000]) {
      const { size: stored, sha256 } = await store.write(`file-${size}`, bytes(size))
      expect(stored).toBe(size)
      const hash = createHash('sha256')
      for await (const chunk of await store.read(`file-${size}`)) hash.update(chunk as Buffer)
      expect(hash.digest('hex')).toBe(sha256)
    }
  })

  it('sees nothing of other prefixes', async () => {
    const bucket = server.newBucket()
    await open(`s3://${bucket}/a/b`).write('inner', bytes(1))
    await open(`s3://${bucket}/a-b`).write('other', bytes(1))
    await open(`s3://${bucket}/a`).write('mine', bytes(1))
    expect((await open(`s3://${bucket}/a/`).list('')).map(({ name }) => name)).toEqual(['mine'])
  })

  it.each([
    ['a key that is not known', 's3://bucket-1', { AWS_ACCESS_KEY_ID: 'wrong' }, /credentials are refused/],
    ['a bucket that is not there', 's3://nowhere/x', {}, /no such bucket/],
    [
      'a server that is not there',
      's3://bucket-1',
      { AWS_ENDPOINT_URL: 'http://127.0.0.1:9' },
      /cannot be reached/,
    ],
  ])('says what is wrong with %s', async (_, location, env, message) => {
    await expect(open(location, env).list('')).rejects.toThrow(message)
  })

  it('refuses what is no location', () => {
    expect(() => open('s3:///x')).toThrow(expect.objectContaining({ exitCode: 2 }))
  })
})
