import type { EngineName } from '../../lib/dialects/dialect.ts'
import { type Bench, copy, exportTo, importFrom, run } from '../bench.ts'
import { freshDatabase } from '../bench-database.ts'
import { limits } from '../limits.ts'
import type { Measured } from '../measure.ts'
import { count } from '../render-table.ts'
import type { Figure } from '../results.ts'
import { type Shape, shapeNamed } from '../shapes.ts'

/** Highest resident set of an import and an export at each size, and of cells of 20 MB. */
export async function measureMemory(bench: Bench, engine: EngineName): Promise<Figure[]> {
  const sizes = bench.options.memoryRows.map((rows) => ({ shape: shapeNamed('mixed'), rows }))
  const figures: Figure[] = []
  for (const { shape, rows } of [...sizes, { shape: largeCells, rows: 24 }])
    figures.push(...(await measureSize(bench, engine, shape, rows)))
  return figures
}

async function measureSize(bench: Bench, engine: EngineName, shape: Shape, rows: number): Promise<Figure[]> {
  const dump = await bench.dump(shape, rows)
  const database = await freshDatabase(engine)
  const target = await freshDatabase(engine)
  const figures: Figure[] = []
  const add = (what: string, { peak, seconds }: Measured): void => {
    const title = `${engine}: ${what} of ${count(rows)} rows of ${shape.title}, ${seconds.toFixed(1)} s`
    figures.push({ what: title, unit: 'MB', value: peak, limit: limits.memory })
    bench.say(`${title}: ${Math.round(peak)} MB`)
  }
  try {
    add('import', await run(importFrom(database, dump)))
    add('export', await run(exportTo(database, bench.file('out.json'))))
    add('copy', await run(copy(database, target)))
  } finally {
    await database.drop()
    await target.drop()
  }
  return figures
}

const megabyte = 1024 * 1024
const cell = 'abcdefghijklmno\n'.repeat((20 * megabyte) / 16)

/** Texts and blobs by turns. */
const largeCells: Shape = {
  name: 'large-cells',
  title: 'cells of 20 MB',
  share: 0,
  tables: () => [
    {
      name: 'large',
      columns: [
        { name: 'id', type: 'integer', bits: 64, native: 'bigint', nullable: false },
        { name: 'body', type: 'text', native: 'text', nullable: true },
        { name: 'data', type: 'binary', native: 'bytea', nullable: true },
      ],
      primaryKey: ['id'],
      uniques: [],
      indexes: [],
      foreignKeys: [],
    },
  ],
  record: (id) =>
    id % 2 === 0
      ? { id, body: cell, data: null }
      : { id, body: null, data: Buffer.from(cell).toString('base64') },
}
