import { createHash } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { exitCodes, TaskError } from '../../lib/errors.ts'
import { headOf, inPieces, type Records, read, write } from './sample-dump.ts'

const sample: Records = {
  part: [
    { id: 1, name: 'M3 "bolt"\n', price: '0.0450' },
    { id: 2, name: 'Schraube ½″ – 𝄞', price: null },
    { id: 3, name: ']},', price: '-1' },
  ],
  'st"ock': [],
  zone: [{ id: 1, note: 'x'.repeat(5000) }],
}

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'rt-dump-'))
})
afterAll(() => rm(folder, { recursive: true }))

const records = fc.dictionary(
  fc.string({ unit: 'binary', maxLength: 6 }).map((name) => name.toWellFormed()),
  fc.array(
    fc.record({ id: fc.integer(), text: fc.string({ unit: 'binary' }).map((text) => text.toWellFormed()) }),
    {
      maxLength: 8,
    },
  ),
  { maxKeys: 4, noNullPrototype: true },
)

const failure = async (promise: Promise<unknown>): Promise<TaskError> => {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  if (error instanceof TaskError) return error
  throw new Error(`no TaskError, but ${String(error)}`)
}

describe('a dump', () => {
  it('gives back what was written, in pieces of any size', async () => {
    await fc.assert(
      fc.asyncProperty(
        records,
        fc.integer({ min: 1, max: 400 }),
        fc.integer({ min: 1, max: 4 }),
        async (data, size, batch) => {
          const { bytes, integrity } = await write(data, batch)
          const found = await read(inPieces(bytes, size))
          expect(found.records).toEqual(data)
          expect(found.integrity).toEqual(integrity)
          expect(found.head).toEqual(headOf(data))
        },
      ),
      { numRuns: 60 },
    )
  })

  it('gives back records from a file that are shorter and longer than what is read of it at once', async () => {
    const lengths = [10, 300_000, 70_000, 1, 262_144, 2_500_000, 90_000, 5]
    const part = lengths.map((length, id) => ({ id, text: String(id).repeat(length) }))
    const { bytes, integrity } = await write({ part, zone: [{ id: 1 }] }, 1)
    const filename = path.join(folder, 'long.json')
    await writeFile(filename, bytes)
    const found = await read(filename)
    expect(found.records).toEqual({ part, zone: [{ id: 1 }] })
    expect(found.integrity).toEqual(integrity)
  })

  it('is one valid JSON document, with every record on a line of its own', async () => {
    const { bytes } = await write(sample)
    const text = bytes.toString('utf8')
    const document = JSON.parse(text)
    expect(document.records).toEqual(sample)
    expect(document.complete).toBe(true)
    expect(text.split('\n').slice(0, 2)).toEqual([
      '{"format":"record-dump","version":1,',
      '"created":"2026-11-20T03:00:00Z","tool":"record-tasks test",',
    ])
    expect(text).toContain(`\n"part":[\n${JSON.stringify(sample.part![0])},\n`)
    expect(text).toContain('\n],\n"st\\"ock":[\n],\n"zone":[\n')
    expect(text.endsWith('},\n"complete":true}\n')).toBe(true)
  })

  it('carries the SHA-256 of its lines without their commas', async () => {
    const { bytes } = await write(sample)
    const lines = sample.part!.map((record) => `${JSON.stringify(record)}\n`).join('')
    expect(JSON.parse(bytes.toString('utf8')).integrity.part).toEqual({
      rows: 3,
      sha256: createHash('sha256').update(lines).digest('hex'),
    })
  })

  it('is read in any other layout, as long as tables come before records', async () => {
    const { bytes, integrity } = await write(sample)
    const document = JSON.parse(bytes.toString('utf8'))
    for (const text of [
      JSON.stringify(document),
      JSON.stringify(document, null, 2),
      `\ufeff\n${JSON.stringify(document)}`,
    ]) {
      const found = await read(inPieces(Buffer.from(text), 100))
      expect(found.records).toEqual(sample)
      expect(found.integrity).toEqual(integrity)
    }
    const { records: last, ...first } = document
    const error = await failure(read(inPieces(Buffer.from(JSON.stringify({ records: last, ...first })), 100)))
    expect(error.message).toContain('"tables"')
  })
})

describe('a damaged dump', () => {
  it('is refused wherever it is cut', async () => {
    const { bytes } = await write(sample)
    const end = bytes.length - 1
    for (let length = 0; length < end; length += length < 4000 ? 7 : 61) {
      const error = await failure(read(inPieces(bytes.subarray(0, length), 256)))
      expect([length, error.exitCode]).toEqual([length, exitCodes.damaged])
    }
  })

  it('is refused as a file by its end alone', async () => {
    const file = path.join(folder, 'cut.json')
    const { bytes } = await write(sample)
    await writeFile(file, bytes.subarray(0, -20))
    expect((await failure(read(file))).message).toBe(
      `${file} is damaged: it is cut, its closing line is missing`,
    )
  })

  it('is refused whatever byte of its records is changed', async () => {
    const { bytes } = await write(sample)
    const start = bytes.indexOf('"records":{')
    const end = bytes.indexOf('"integrity"')
    for (let at = start; at < end; at += at < start + 300 ? 1 : 97) {
      const changed = Buffer.from(bytes)
      changed[at]! ^= 1
      const error = await failure(read(inPieces(changed, 1000)))
      expect([at, error.exitCode]).toEqual([at, exitCodes.damaged])
    }
  })

  it('names the table that was edited, and is taken with `edited`', async () => {
    const { bytes } = await write(sample)
    const edited = Buffer.from(bytes.toString('utf8').replace('0.0450', '0.0460'))
    const error = await failure(read(inPieces(edited, 1000)))
    expect(error.message).toContain('"part"')
    expect(error.hint).toContain('--edited')
    const found = await read(inPieces(edited, 1000), { edited: true })
    expect(found.edited).toEqual(['part'])
    expect(found.records.part![0]).toMatchObject({ price: '0.0460' })
  })

  it('names line and table', async () => {
    const { bytes } = await write(sample)
    const text = bytes.toString('utf8')
    const line = text.slice(0, text.indexOf('{"id":2')).split('\n').length
    const error = await failure(read(inPieces(Buffer.from(text.replace('{"id":2', '["id":2')), 1000)))
    expect(error.message).toBe(`standard input is damaged: line ${line}: this is no record of "part"`)
  })
})

describe('what is no dump', () => {
  it.each([
    ['an empty file', '', 'is empty'],
    ['text', 'hello', 'does not begin as a JSON object'],
    ['JSON of another kind', '{"hello": "world"}', 'is JSON of another kind'],
    ['Django’s dumpdata', '[{"model": "a.b", "pk": 1}]', 'does not begin as a JSON object'],
    [
      'a dump of a newer version',
      '{"format":"record-dump","version":2,\n"records":{\n}}',
      'format version 2',
    ],
  ])('%s is refused with exit code 10', async (_, text, reason) => {
    const file = path.join(folder, 'other')
    await writeFile(file, text)
    const error = await failure(read(file))
    expect(error.exitCode).toBe(exitCodes.damaged)
    expect(error.message).toContain(reason)
  })

  it('a missing file and a directory are refused by name', async () => {
    expect((await failure(read(path.join(folder, 'none')))).message).toContain('does not exist')
    expect((await failure(read(folder))).message).toContain('is a directory')
  })
})

describe('a compressed dump', () => {
  it('is recognised by content, and refused when it is cut', async () => {
    const { bytes } = await write(sample)
    const packed = gzipSync(bytes)
    const file = path.join(folder, 'no-ending')
    await writeFile(file, packed)
    expect((await read(file)).records).toEqual(sample)
    await writeFile(file, packed.subarray(0, -9))
    expect((await failure(read(file))).exitCode).toBe(exitCodes.damaged)
  })
})
