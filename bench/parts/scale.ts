import type { EngineName } from '../../lib/dialects/dialect.ts'
import type { Table } from '../../lib/schema/table.ts'
import type { TestDatabase } from '../../test/servers/database.ts'
import { type Bench, copy, exportTo, importFrom, run, tasks } from '../bench.ts'
import { freshDatabase } from '../bench-database.ts'
import type { Command } from '../peers/peer.ts'
import { count } from '../render-table.ts'
import type { Sheet } from '../results.ts'
import { serverCpu } from '../server-cpu.ts'
import { type Shape, shapeNamed } from '../shapes.ts'

/** Tables of one row each, every one but the first referring to the one before. */
const manyTables: Shape = {
  ...shapeNamed('tables'),
  name: 'many-tables',
  tables: (rows) => shapeNamed('tables').tables(rows * 100),
  record: (id, _random, at) => ({ id, name: `n ${at}`, count: at, parent: at === 0 ? null : 1 }),
}

const manyColumns = (columns: number): Shape => ({
  name: `columns-${columns}`,
  title: `${columns} columns`,
  share: 0,
  tables: () => [columnsTable(columns)],
  record: (id) => ({ id, ...Object.fromEntries(names(columns).map((name, at) => [name, id + at])) }),
})

const names = (columns: number): string[] => Array.from({ length: columns - 1 }, (_, at) => `c${at}`)

const columnsTable = (columns: number): Table => ({
  name: 'broad',
  columns: [
    { name: 'id', type: 'integer', bits: 64, native: 'bigint', nullable: false },
    ...names(columns).map((name) => ({
      name,
      type: 'integer' as const,
      bits: 32 as const,
      native: 'integer',
      nullable: true,
    })),
  ],
  primaryKey: ['id'],
  uniques: [],
  indexes: [],
  foreignKeys: [],
})

/** A thousand records of each, so that what is done once a table does not count alone. */
const rowsOfBroadTable = 1000

/** InnoDB takes 1,017 columns, PostgreSQL 1,600, SQLite 2,000. */
const columnCounts = [10, 100, 300, 1000]

interface Step {
  what: string
  seconds: number
  /** Ours and the server's; on a machine that does other things, too, they say more than wall time. */
  cpu: number
  serverCpu: number
}

/** Everything that goes over a schema, at growing numbers of tables and of columns. */
export async function measureGrowth(bench: Bench, engine: EngineName): Promise<Sheet[]> {
  const tables = new Growth(`${engine}: tables of one row, each referring to the one before`, 'tables')
  for (const size of bench.options.tableCounts)
    tables.add(size, await allSteps(bench, engine, manyTables, size))
  const columns = new Growth(`${engine}: columns of a table of ${count(rowsOfBroadTable)} rows`, 'columns')
  for (const size of columnCounts)
    columns.add(size, await allSteps(bench, engine, manyColumns(size), rowsOfBroadTable))
  return [tables.sheet(), columns.sheet()]
}

async function allSteps(bench: Bench, engine: EngineName, shape: Shape, rows: number): Promise<Step[]> {
  const [source, target] = [await freshDatabase(engine), await freshDatabase(engine)]
  const dump = await bench.dump(shape, rows)
  const steps: Step[] = []
  try {
    for (const [what, command] of commands(bench, source, target, dump)) {
      const before = serverCpu(engine)
      const { seconds, cpu } = await run(command)
      const step = { what, seconds, cpu, serverCpu: serverCpu(engine) - before }
      bench.say(`${engine}, ${rows} of ${shape.name}: ${stepText(step)}`)
      steps.push(step)
    }
    return steps
  } finally {
    await source.drop()
    await target.drop()
  }
}

const commands = (
  bench: Bench,
  source: TestDatabase,
  target: TestDatabase,
  dump: string,
): readonly (readonly [string, Command])[] => [
  ['import-records --create', importFrom(source, dump)],
  ['export-records', exportTo(source, bench.file('out.json'))],
  ['check-records --create', tasks('check-records', '--create', '-f', dump, '-d', target.url)],
  ['copy-records --create', copy(source, target)],
  ['check-records', tasks('check-records', '-f', dump, '-d', target.url)],
  ['import-records -c', tasks('import-records', '-c', '-f', dump, '-d', target.url)],
  ['compare-records', tasks('compare-records', '--from', source.url, '-d', target.url)],
]

const stepText = ({ what, seconds, cpu, serverCpu }: Step): string =>
  `${what} ${seconds.toFixed(2)} s, CPU ${cpu.toFixed(2)} s and the server's ${serverCpu.toFixed(2)} s`

const cpuOf = ({ cpu, serverCpu }: Step): number => cpu + serverCpu

/** Collects times by size. */
class Growth {
  readonly #title: string
  readonly #unit: string
  readonly #sizes: number[] = []
  readonly #steps = new Map<string, Step[]>()

  constructor(title: string, unit: string) {
    this.#title = title
    this.#unit = unit
  }

  add(size: number, steps: readonly Step[]): void {
    this.#sizes.push(size)
    for (const step of steps) this.#steps.set(step.what, [...(this.#steps.get(step.what) ?? []), step])
  }

  sheet(): Sheet {
    return {
      title: `${this.#title}: CPU seconds, ours + the server's`,
      head: ['', ...this.#sizes.map((size) => `${count(size)} ${this.#unit}`), 'exponent'],
      rows: [...this.#steps].map(([what, steps]) => [
        what,
        ...steps.map(({ cpu, serverCpu }) => `${cpu.toFixed(2)} + ${serverCpu.toFixed(2)}`),
        this.#exponent(steps.map(cpuOf)),
      ]),
    }
  }

  /** Of the last step in size, less what starting takes: 1 is linear, 2 quadratic. */
  #exponent(seconds: readonly number[]): string {
    const [start = 0] = seconds
    const [before, last] = [seconds.at(-2)! - start, seconds.at(-1)! - start]
    const [fewer, more] = [this.#sizes.at(-2)!, this.#sizes.at(-1)!]
    if (seconds.length < 3 || before < 0.1) return ''
    return (Math.log(last / before) / Math.log(more / fewer)).toFixed(1)
  }
}
