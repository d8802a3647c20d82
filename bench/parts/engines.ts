import type { EngineName } from '../../lib/dialects/dialect.ts'
import { type Bench, exportTo, importFrom, run } from '../bench.ts'
import { settle } from '../bench-database.ts'
import { limits } from '../limits.ts'
import { presenceOf } from '../peers/installed.ts'
import { nativePeers } from '../peers/native.ts'
import type { Comparison } from '../results.ts'
import type { Shape } from '../shapes.ts'
import { alternate } from './compare-sides.ts'

/** Export and import of one shape beside the engine's own dump and restore. */
export async function compareEngine(
  bench: Bench,
  engine: EngineName,
  shape: Shape,
  rows: number,
  isLimited: boolean,
): Promise<Comparison[]> {
  const peer = nativePeers.find(({ engines }) => engines.includes(engine))!
  const presence = presenceOf(peer)
  const source = await bench.filled(engine, shape, rows)
  const [ourFile, theirFile] = [bench.file('ours.json'), bench.file('theirs.dump')]
  const line = { engine, shape: shape.title, rows }
  try {
    const exports = await alternate(
      bench,
      bench.options.runs,
      () => settle(source).then(() => run(exportTo(source, ourFile))),
      () => settle(source).then(() => run(peer.export!(source, theirFile))),
      presence,
    )
    const imports = await alternate(
      bench,
      bench.options.runs,
      () => bench.importInto(engine, shape, rows, (to) => importFrom(to, ourFile)),
      () => bench.importInto(engine, shape, rows, (to) => peer.import!(to, theirFile)),
      presence,
    )
    return [
      { ...line, what: 'export', peer: peer.exportName!, ...exports, ...limit('export') },
      { ...line, what: 'import', peer: peer.importName!, ...imports, ...limit('import') },
    ]
  } finally {
    await source.drop()
  }

  function limit(what: 'export' | 'import'): { limit?: number } {
    return isLimited ? { limit: limits[what][engine] } : {}
  }
}
