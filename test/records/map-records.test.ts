import { describe, expect, it } from '@jest/globals'
import type { DumpBatch } from '../../lib/dump/reader.ts'
import type { RecordRejected } from '../../lib/errors.ts'
import { type ColumnChange, mapRecords } from '../../lib/records/map-records.ts'

describe('lines that are mapped', () => {
  const batch = (text: string, more: Partial<DumpBatch> = {}): DumpBatch => ({
    bytes: Buffer.from(text),
    rows: text.split('\n').length - 1,
    firstLine: 10,
    firstRecord: 1,
    ...more,
  })

  async function* from(...batches: DumpBatch[]) {
    yield* batches
  }

  /** Doubles what is no 13. */
  const doubled: ColumnChange = {
    index: 0,
    name: 'a',
    convert: (out, { bytes, start, end }) => {
      const value = Number(bytes.toString('latin1', start, end))
      out.ascii(String(value * 2))
      return value === 13 ? 'is 13' : undefined
    },
  }

  const mapped = async (
    batches: AsyncIterable<DumpBatch>,
    changes: ColumnChange[],
    onRefused?: (all: readonly RecordRejected[]) => void,
  ) => {
    const seen: [string, number, number | undefined, number][] = []
    for await (const each of mapRecords(batches, { columns: ['a', 'b'], changes, onRefused })) {
      seen.push([each.bytes.toString(), each.rows, each.firstLine, each.firstRecord])
      each.release?.()
    }
    return seen
  }

  it('keep their numbers where one between them is left out, and are told of once', async () => {
    const refused: (number | undefined)[][] = []
    const lines = batch('{"a":1,"b":13}\n{"a":13,"b":13}\n{"a":null,"b":2}\n{"a":3,"b":3}\n{"a":4,"b":13}\n')
    const seen = await mapped(from(lines), [doubled, { ...doubled, index: 1, name: 'b' }], (all) =>
      refused.push(all.map(({ row }) => row)),
    )
    expect(seen).toEqual([['{"a":null,"b":4}\n{"a":6,"b":6}\n', 2, 12, 3]])
    expect(refused).toEqual([[0], [1, 1], [4]])
    const apart = await mapped(
      from(batch('{"a":1,"b":0}\n{"a":13,"b":0}\n{"a":2,"b":0}\n')),
      [doubled],
      () => {},
    )
    expect(apart).toEqual([
      ['{"a":2,"b":0}\n', 1, 10, 1],
      ['{"a":4,"b":0}\n', 1, 12, 3],
    ])
  })

  it('may have their keys in any order, and blanks', async () => {
    const lines = batch('{ "b": 2, "a": 1 }\n')
    const seen = await mapped(from(lines), [doubled, { ...doubled, index: 1, name: 'b' }])
    expect(seen.map(([text]) => text)).toEqual(['{ "b": 4, "a": 2 }\n'])
  })

  it('are the same batch where it has no mark, and released where it has', async () => {
    let released = 0
    const release = () => released++
    const plain = batch('{"a":1,"b":2}\n', { release })
    const change = { ...doubled, marks: [Buffer.from(':7')] }
    const given: DumpBatch[] = []
    for await (const each of mapRecords(from(plain, batch('{"a":7,"b":2}\n', { release })), {
      columns: ['a', 'b'],
      changes: [change],
    }))
      given.push(each)
    expect(given[0]).toBe(plain)
    expect(given[1]!.bytes.toString()).toBe('{"a":14,"b":2}\n')
    expect(released).toBe(1)
  })

  it('are refused with their batch, row and column', async () => {
    const lines = batch('{"a":1,"b":2}\n{"a":13,"b":2}\n')
    await expect(mapped(from(lines), [doubled])).rejects.toMatchObject({
      reason: 'is 13',
      batch: lines,
      row: 1,
      column: 'a',
    })
  })

  it('that become long are cut into batches of a megabyte', async () => {
    const lines = batch('{"a":1,"b":2}\n'.repeat(100))
    const long: ColumnChange = {
      index: 0,
      name: 'a',
      convert: (out) => void out.ascii('1'.repeat(50_000)),
    }
    const seen = await mapped(from(lines), [long])
    expect(seen.map(([, rows, line, record]) => [rows, line, record])).toEqual([
      [20, 10, 1],
      [20, 30, 21],
      [20, 50, 41],
      [20, 70, 61],
      [20, 90, 81],
    ])
  })
})
