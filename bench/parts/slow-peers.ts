import type { EngineName } from '../../lib/dialects/dialect.ts'
import type { TestDatabase } from '../../test/servers/database.ts'
import { type Bench, exportTo, importFrom, run } from '../bench.ts'
import { limits } from '../limits.ts'
import { django } from '../peers/django.ts'
import { presenceOf } from '../peers/installed.ts'
import { knexPeer } from '../peers/knex.ts'
import type { Peer } from '../peers/peer.ts'
import type { Comparison } from '../results.ts'
import { shapeNamed } from '../shapes.ts'
import { alternate } from './compare-sides.ts'

interface Limits {
  export?: { limit: number }
  import?: { limit: number }
}

const slowPeers: readonly (readonly [Peer, Limits])[] = [
  [django, { export: { limit: limits.dumpdata }, import: { limit: limits.loaddata } }],
  [knexPeer, {}],
]

const oursARound = 3

/** What takes a peer minutes, on fewer rows for both sides. */
export async function compareSlowPeers(bench: Bench, engine: EngineName): Promise<Comparison[]> {
  const source = await bench.filled(engine, shapeNamed('mixed'), bench.options.slowRows)
  const comparisons: Comparison[] = []
  try {
    for (const [peer, held] of slowPeers) {
      bench.say(`${engine}: ${peer.name}`)
      comparisons.push(...(await comparePeer(bench, source, peer, held)))
    }
    return comparisons
  } finally {
    await source.drop()
  }
}

async function comparePeer(
  bench: Bench,
  source: TestDatabase,
  peer: Peer,
  held: Limits,
): Promise<Comparison[]> {
  const { engine } = source
  const { slowRows: rows, slowRuns: runs } = bench.options
  const shape = shapeNamed('mixed')
  const presence = presenceOf(peer)
  const [ourFile, theirFile] = [bench.file('ours.json'), bench.file('theirs.json')]
  const line = { engine, shape: shape.title, rows }
  await peer.prepare?.(source)
  const exports = await alternate(
    bench,
    runs,
    () => run(exportTo(source, ourFile)),
    () => run(peer.export!(source, theirFile)),
    presence,
    oursARound,
  )
  const empty = await bench.emptyDump(shape, rows)
  const imports = await alternate(
    bench,
    runs,
    () => bench.importInto(engine, shape, rows, (to) => importFrom(to, ourFile)),
    () =>
      bench.importInto(
        engine,
        shape,
        rows,
        (to) => peer.import!(to, theirFile),
        async (to) => {
          await run(importFrom(to, empty))
          await peer.prepare?.(to)
        },
      ),
    presence,
    oursARound,
  )
  return [
    { ...line, what: 'export', peer: peer.exportName!, ...exports, ...held.export },
    { ...line, what: 'import', peer: peer.importName!, ...imports, ...held.import },
  ]
}
