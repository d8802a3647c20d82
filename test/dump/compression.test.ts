import { randomBytes } from 'node:crypto'
import { Readable, Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, it } from '@jest/globals'
import { compressionOfContent, compressor, decompressor, wasmZstd } from '../../lib/dump/compression.ts'
import { ThreadCompress } from '../../lib/dump/thread-compress.ts'

const megabyte = 1024 * 1024

async function collected(...stages: (Readable | NodeJS.ReadWriteStream)[]): Promise<Buffer> {
  const parts: Buffer[] = []
  const sink = new Writable({
    write(chunk: Buffer, _encoding, done) {
      parts.push(Buffer.from(chunk))
      done()
    },
  })
  await pipeline([...stages, sink])
  return Buffer.concat(parts)
}

const contents: [string, Buffer[]][] = [
  ['nothing', []],
  ['one byte', [Buffer.from('x')]],
  ['a block to the byte', [Buffer.alloc(megabyte, 'ab')]],
  ['a block and a byte', [Buffer.alloc(megabyte + 1, 'ab')]],
  ['many small chunks', Array.from({ length: 5_000 }, (_, at) => Buffer.from(`{"id":${at}},\n`.repeat(30)))],
  ['what does not compress, longer than a block', [randomBytes(3 * megabyte + 17), randomBytes(5)]],
]

const kinds = [
  ['gzip', () => compressor('gzip')!],
  ['zstd', () => compressor('zstd')!],
  // Where Node has zstd itself, the other one is tried all the same.
  ['zstd', () => new ThreadCompress(wasmZstd)],
] as const

describe.each(kinds)('%s', (kind, make) => {
  it.each(contents)('brings back %s', async (_, chunks) => {
    const packed = await collected(Readable.from(chunks), make())
    expect(compressionOfContent(packed)).toBe(kind)
    const back = await collected(Readable.from([packed]), (await decompressor(kind))!)
    expect(back.equals(Buffer.concat(chunks))).toBe(true)
  })

  it('ends with the error of what comes before it', async () => {
    const failing = Readable.from(
      (async function* () {
        yield Buffer.alloc(3 * megabyte)
        throw new Error('the disk is gone')
      })(),
    )
    await expect(collected(failing, make())).rejects.toThrow('the disk is gone')
  })
})

it.each(['gzip', 'zstd'] as const)('%s gives each chunk back when it was read, in order', async (kind) => {
  const chunks: Buffer[] = Array.from({ length: 20 }, (_, at) => Buffer.alloc(300_000, at))
  const given: Buffer[] = []
  const compress = compressor(kind, (chunk) => {
    given.push(chunk)
    // Somebody else has its memory now.
    chunk.fill(255)
  })!
  const expected = Buffer.concat(chunks)
  const packed = await collected(Readable.from(chunks), compress)
  const back = await collected(Readable.from([packed]), (await decompressor(kind))!)
  expect(given.map((chunk) => chunks.indexOf(chunk))).toEqual([...chunks.keys()])
  expect(back.equals(expected)).toBe(true)
})

it('does not run ahead of whoever reads', async () => {
  const compress = new ThreadCompress(wasmZstd)
  let taken = 0
  const endless = Readable.from(
    (async function* () {
      for (; taken < 1_000; taken++) {
        yield randomBytes(megabyte)
        // So that frames come back between two writes, where a Transform does not count them.
        await sleep(15)
      }
    })(),
    { highWaterMark: 1 },
  )
  const running = pipeline(endless, compress).catch(() => {})
  try {
    compress.resume()
    await sleep(500)
    compress.pause()
    const before = taken
    expect(before).toBeGreaterThan(3)
    await sleep(1_500)
    expect(taken - before).toBeLessThan(20)
  } finally {
    compress.destroy()
    await running
  }
})
