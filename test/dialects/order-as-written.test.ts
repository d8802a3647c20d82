import { describe, expect, it } from '@jest/globals'
import { orderAsWritten } from '../../lib/dialects/order-as-written.ts'
import type { RecordBatch } from '../../lib/schema/record-batch.ts'
import type { Column, ColumnType, Table } from '../../lib/schema/table.ts'

const column = (name: string, type: ColumnType): Column => ({ name, type, native: 'x', nullable: true })

const table = (columns: Column[], primaryKey: string[] = []): Table => ({
  name: 't',
  columns,
  primaryKey,
  uniques: [],
  indexes: [],
  foreignKeys: [],
})

async function* batchesOf(lines: readonly string[], rows = 2): AsyncGenerator<RecordBatch> {
  for (let from = 0; from < lines.length; from += rows) {
    const some = lines.slice(from, from + rows)
    yield { bytes: Buffer.from(some.map((line) => `${line}\n`).join('')), rows: some.length }
  }
}

async function ordered(of: Table, lines: readonly string[], rows?: number): Promise<string[]> {
  const found: string[] = []
  for await (const batch of orderAsWritten(of, batchesOf(lines, rows))) {
    const some = batch.bytes.toString('utf8').split('\n').slice(0, -1)
    expect(some).toHaveLength(batch.rows)
    found.push(...some)
  }
  return found
}

describe('the order of what engines sort in ways of their own', () => {
  it('is within the records that agree in all other columns, whichever come first in the table', async () => {
    const lines = [
      '{"d":[2],"n":1}',
      '{"d":[1],"n":1}',
      '{"d":null,"n":1}',
      '{"d":[9],"n":2}',
      '{"d":[3],"n":"2"}',
      '{"d":[2],"n":"2"}',
    ]
    expect(await ordered(table([column('d', 'array'), column('n', 'integer')]), lines)).toEqual([
      lines[2],
      lines[1],
      lines[0],
      lines[3],
      lines[5],
      lines[4],
    ])
  })

  it('is by the text of strings, and a longer one comes after its beginning', async () => {
    const texts = ['', 'a', 'a\0', 'a\0b', 'a\u0001', 'a!', 'a"', 'a"b', 'a\\', 'ab', 'é', '漢', '😀']
    const lines = texts.map((text) => JSON.stringify({ a: text, b: 0 }))
    expect(await ordered(table([column('a', 'other'), column('b', 'range')]), [...lines].reverse())).toEqual(
      lines,
    )
  })

  it('is by documents as they are written, whether tagged or not', async () => {
    const documents = ['null', '"a!"', '"a"', '-1', '{"$json":null}', '{"$json":{"$b":1}}', '{"a":1}']
    const lines = documents.map((document) => `{"a":${document}}`)
    expect(await ordered(table([column('a', 'json')]), [...lines].reverse())).toEqual(lines)
  })

  it('is of the columns of the key alone, where there is one', async () => {
    const lines = [
      '{"n":1,"r":"[1,2)","d":{"b":1}}',
      '{"n":1,"r":"[0,2)","d":{"a":1}}',
      '{"n":2,"r":"[1,2)","d":1}',
    ]
    const columns = [column('n', 'integer'), column('r', 'range'), column('d', 'json')]
    expect(await ordered(table(columns, ['r', 'n']), lines)).toEqual([lines[1], lines[0], lines[2]])
    expect(await ordered(table(columns, ['n']), lines)).toEqual(lines)
  })

  it('is found for more records than are held in memory', async () => {
    const line = (number: number) => `{"a":"${String(number).padStart(6, '0')}${'x'.repeat(800)}"}`
    const numbers = Array.from({ length: 30_000 }, (_, index) => (index * 7919) % 30_000)
    const found = await ordered(table([column('a', 'geometry')]), numbers.map(line), 1000)
    expect(found).toHaveLength(30_000)
    expect(found.every((each, index) => each === line(index))).toBe(true)
  })
})
