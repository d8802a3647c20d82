import type { EngineName } from '../../lib/dialects/dialect.ts'
import { type Bench, copy } from '../bench.ts'
import { limits } from '../limits.ts'
import { presenceOf } from '../peers/installed.ts'
import { pgloader } from '../peers/pgloader.ts'
import type { Comparison } from '../results.ts'
import { shapeNamed } from '../shapes.ts'
import { alternate } from './compare-sides.ts'

/** copy-records to PostgreSQL beside pgloader. */
export async function compareCopy(bench: Bench, from: EngineName): Promise<Comparison> {
  const { rows, runs } = bench.options
  const shape = shapeNamed('mixed')
  const source = await bench.filled(from, shape, rows)
  try {
    await pgloader.prepare!(source)
    const sides = await alternate(
      bench,
      runs,
      () => bench.importInto('postgres', shape, rows, (to) => copy(source, to)),
      () => bench.importInto('postgres', shape, rows, (to) => pgloader.copy!(source, to)),
      presenceOf(pgloader),
    )
    const line = { engine: from, what: 'copy to postgres', shape: shape.title, rows, peer: pgloader.name }
    return { ...line, ...sides, limit: limits.copy }
  } finally {
    await source.drop()
  }
}
