import type { EngineName } from '../../lib/dialects/dialect.ts'
import { type Bench, exportTo, run, sizeOf } from '../bench.ts'
import { settle } from '../bench-database.ts'
import { limits } from '../limits.ts'
import type { Comparison } from '../results.ts'
import { shapeNamed } from '../shapes.ts'
import { alternate } from './compare-sides.ts'

const compressions = [
  { ending: '.gz', limit: limits.gzip },
  { ending: '.zst', limit: limits.zstd },
]

/** Compressed exports beside the plain one. */
export async function compareCompressions(bench: Bench, engine: EngineName): Promise<Comparison[]> {
  const { rows, runs } = bench.options
  const shape = shapeNamed('mixed')
  const source = await bench.filled(engine, shape, rows)
  const plain = bench.file('plain.json')
  const exported = async (file: string) => {
    await settle(source)
    return run(exportTo(source, file))
  }
  try {
    const comparisons: Comparison[] = []
    for (const { ending, limit } of compressions) {
      const packed = bench.file(`packed.json${ending}`)
      const sides = await alternate(
        bench,
        runs,
        () => exported(packed),
        () => exported(plain),
      )
      const share = Math.round((100 * sizeOf(packed)) / sizeOf(plain))
      comparisons.push({
        engine,
        what: `export as ${ending} (${share} % of the size)`,
        shape: shape.title,
        rows,
        peer: 'our export, not compressed',
        ...sides,
        limit,
      })
    }
    return comparisons
  } finally {
    await source.drop()
  }
}
