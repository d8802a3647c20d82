import type { EngineName } from '../../lib/dialects/dialect.ts'
import { type Bench, rowsOf } from '../bench.ts'
import type { Comparison, Figure, Sheet } from '../results.ts'
import { shapeNamed } from '../shapes.ts'
import { compareCompressions } from './compression.ts'
import { compareCopy } from './copies.ts'
import { compareEngine } from './engines.ts'
import { measureMemory } from './memory.ts'
import { measureGrowth } from './scale.ts'
import { compareSlowPeers } from './slow-peers.ts'
import { measureStages } from './stages.ts'
import { measureStart } from './start.ts'

export interface Measurements {
  comparisons: Comparison[]
  figures: Figure[]
  sheets: Sheet[]
}

const nothing = (): Measurements => ({ comparisons: [], figures: [], sheets: [] })

async function eachEngine<T>(
  bench: Bench,
  what: string,
  engines: readonly EngineName[],
  measure: (engine: EngineName) => Promise<T[]>,
): Promise<T[]> {
  const all: T[] = []
  for (const engine of engines) {
    bench.say(`${what}: ${engine}`)
    all.push(...(await measure(engine)))
  }
  return all
}

const parts = {
  engines: async (bench: Bench) => ({
    ...nothing(),
    comparisons: await eachEngine(bench, 'engines', bench.options.engines, (engine) =>
      compareEngine(bench, engine, shapeNamed('mixed'), bench.options.rows, true),
    ),
  }),

  copy: async (bench: Bench) => {
    const { engines } = bench.options
    const sources = engines.filter((engine) => engine !== 'postgres' && engine !== 'mysql')
    if (!engines.includes('postgres')) return nothing()
    return {
      ...nothing(),
      comparisons: await eachEngine(bench, 'copy', sources, async (engine) => [
        await compareCopy(bench, engine),
      ]),
    }
  },

  compression: async (bench: Bench) => ({
    ...nothing(),
    comparisons: await eachEngine(bench, 'compression', bench.options.engines, (engine) =>
      compareCompressions(bench, engine),
    ),
  }),

  start: async (bench: Bench) => ({ ...nothing(), figures: await measureStart(bench) }),

  slow: async (bench: Bench) => ({
    ...nothing(),
    comparisons: await eachEngine(bench, 'slow', bench.options.engines, (engine) =>
      compareSlowPeers(bench, engine),
    ),
  }),

  shapes: async (bench: Bench) => {
    const comparisons: Comparison[] = []
    for (const shape of bench.options.shapes.filter(({ name }) => name !== 'mixed')) {
      comparisons.push(
        ...(await eachEngine(bench, `shapes: ${shape.name}`, bench.options.engines, (engine) =>
          compareEngine(bench, engine, shape, rowsOf(shape, bench.options.rows), false),
        )),
      )
      bench.forgetDumps()
    }
    return { ...nothing(), comparisons }
  },

  memory: async (bench: Bench) => ({
    ...nothing(),
    figures: await eachEngine(bench, 'memory', bench.options.engines, (engine) =>
      measureMemory(bench, engine),
    ),
  }),

  scale: async (bench: Bench) => ({
    ...nothing(),
    sheets: await eachEngine(bench, 'scale', bench.options.engines, (engine) => measureGrowth(bench, engine)),
  }),

  stages: async (bench: Bench) => ({ ...nothing(), sheets: await measureStages(bench) }),
} satisfies Record<string, (bench: Bench) => Promise<Measurements>>

export type PartName = keyof typeof parts

export const partNames = Object.keys(parts) as PartName[]

export const runPart = (name: PartName, bench: Bench): Promise<Measurements> => parts[name](bench)
