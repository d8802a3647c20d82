import { createWriteStream } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { dumpDocument } from '../lib/dump/document.ts'
import { type DumpHead, formatName, formatVersion } from '../lib/dump/format.ts'
import type { RecordBatch } from '../lib/schema/record-batch.ts'
import type { Table } from '../lib/schema/table.ts'
import { type Random, randomFrom } from './random.ts'
import type { Shape } from './shapes.ts'

export function headOf(tables: Table[]): DumpHead {
  return {
    format: formatName,
    version: formatVersion,
    created: '2026-11-20T03:00:00Z',
    tool: 'record-tasks bench',
    source: { engine: 'none', version: '0', database: 'bench' },
    schema: null,
    tables,
  }
}

/** So many bytes are a batch, about. */
const batchBytes = 1024 * 1024

async function* batches(
  rows: number,
  record: (id: number, random: Random) => object,
): AsyncGenerator<RecordBatch> {
  const random = randomFrom(20261120)
  let lines: string[] = []
  let length = 0
  for (let id = 1; id <= rows; id++) {
    const line = `${JSON.stringify(record(id, random))}\n`
    lines.push(line)
    length += line.length
    if (length < batchBytes && id < rows) continue
    yield { bytes: Buffer.from(lines.join('')), rows: lines.length }
    lines = []
    length = 0
  }
}

/** Writes a dump of so many records in sum, spread evenly over the shape's tables. The same on every machine. */
export async function writeDump(filename: string, shape: Shape, rows: number): Promise<void> {
  const tables = shape.tables(rows)
  const document = dumpDocument(
    headOf(tables),
    (table) => {
      const at = tables.findIndex(({ name }) => name === table.name)
      return batches(Math.round(rows / tables.length), (id, random) => shape.record(id, random, at))
    },
    () => {},
  )
  await pipeline(Readable.from(document, { highWaterMark: 2 }), createWriteStream(filename))
}

/** The same tables without a record. */
export async function writeEmptyDump(filename: string, shape: Shape, rows: number): Promise<void> {
  const document = dumpDocument(
    headOf(shape.tables(rows)),
    async function* () {},
    () => {},
  )
  await pipeline(Readable.from(document), createWriteStream(filename))
}
