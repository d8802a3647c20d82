import { createWriteStream } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { dumpDocument } from '../lib/dump/document.ts'
import { type DumpHead, formatName, formatVersion } from '../lib/dump/format.ts'
import type { RecordBatch } from '../lib/schema/record-batch.ts'
import type { Table } from '../lib/schema/table.ts'

/** Twelve columns of the types that applications use. */
const mixed: Table = {
  name: 'mixed',
  columns: [
    { name: 'id', type: 'integer', bits: 64, native: 'bigint', nullable: false, generated: 'identity' },
    { name: 'ref', type: 'uuid', native: 'uuid', nullable: false },
    { name: 'quantity', type: 'integer', bits: 32, native: 'integer', nullable: false },
    { name: 'price', type: 'decimal', precision: 12, scale: 2, native: 'numeric(12,2)', nullable: true },
    { name: 'name', type: 'text', length: 120, native: 'varchar(120)', nullable: false },
    { name: 'note', type: 'text', native: 'text', nullable: true },
    { name: 'made', type: 'timestamp', precision: 6, native: 'timestamp', nullable: false },
    { name: 'changed', type: 'timestamptz', precision: 6, native: 'timestamptz', nullable: false },
    { name: 'active', type: 'boolean', native: 'boolean', nullable: false },
    { name: 'ratio', type: 'float', bits: 64, native: 'double precision', nullable: true },
    { name: 'data', type: 'json', native: 'json', nullable: true },
    { name: 'payload', type: 'binary', native: 'bytea', nullable: true },
  ],
  primaryKey: ['id'],
  uniques: [],
  indexes: [{ name: 'mixed_name', columns: ['name'] }],
  foreignKeys: [],
}

const head: DumpHead = {
  format: formatName,
  version: formatVersion,
  created: '2026-11-20T03:00:00Z',
  tool: 'record-tasks bench',
  source: { engine: 'none', version: '0', database: 'bench' },
  schema: null,
  tables: [mixed],
}

/** mulberry32: the same records on every machine. */
function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

const words = [
  'Schraube',
  'café',
  'bolt',
  '"inch"',
  'naïve',
  'C:\\parts',
  'line\nbreak',
  'Größe',
  "d'or",
  '螺丝',
]

function recordOf(id: number, random: () => number): object {
  const hex = () =>
    Math.floor(random() * 0x100000000)
      .toString(16)
      .padStart(8, '0')
  const uuid = hex() + hex() + hex() + hex()
  const word = () => words[Math.floor(random() * words.length)]!
  const day = new Date(Date.UTC(2020, 0, 1) + Math.floor(random() * 2e11)).toISOString().slice(0, 19)
  const fraction = String(1 + Math.floor(random() * 999_998))
    .padStart(6, '0')
    .replace(/0+$/, '')
  return {
    id,
    ref: uuid.replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, '$1-$2-$3-$4-$5'),
    quantity: Math.floor(random() * 2e9) - 1e9,
    price: random() < 0.1 ? null : (random() * 1e6).toFixed(2),
    name: `${word()} ${word()} ${id}`,
    note: random() < 0.3 ? null : `${word()} ${word()} ${word()} ${word()} ${word()} ${word()}`,
    made: `${day}.${fraction}`,
    changed: `${day}.${fraction}Z`,
    active: random() < 0.5,
    ratio: random() < 0.1 ? null : random() * 1e4,
    data: random() < 0.5 ? null : { a: id, bb: word(), ccc: [1, 2.5, null] },
    payload: random() < 0.8 ? null : Buffer.from(uuid, 'hex').toString('base64'),
  }
}

async function* batches(rows: number): AsyncGenerator<RecordBatch> {
  const random = randomFrom(20261120)
  const size = 4000
  for (let id = 1; id <= rows; id += size) {
    const count = Math.min(size, rows - id + 1)
    const lines = Array.from({ length: count }, (_, i) => `${JSON.stringify(recordOf(id + i, random))}\n`)
    yield { bytes: Buffer.from(lines.join('')), rows: count }
  }
}

/** Writes a dump of so many mixed records. */
export async function writeMixedDump(filename: string, rows: number): Promise<void> {
  const document = dumpDocument(
    head,
    () => batches(rows),
    () => {},
  )
  await pipeline(Readable.from(document, { highWaterMark: 2 }), createWriteStream(filename))
}
