import { mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import path from 'node:path'
import type { EngineName } from '../lib/dialects/dialect.ts'
import type { TestDatabase } from '../test/servers/database.ts'
import { age, countRows, freshDatabase, settle } from './bench-database.ts'
import { type Measured, measure } from './measure.ts'
import type { Command } from './peers/peer.ts'
import { rowsOf, type Shape } from './shapes.ts'
import { writeDump, writeEmptyDump } from './write-dump.ts'

export interface BenchOptions {
  /** Of the mixed table; other shapes have their share of it. */
  rows: number
  runs: number
  /** Where a peer would take minutes. */
  slowRows: number
  slowRuns: number
  memoryRows: readonly number[]
  tableCounts: readonly number[]
  /** Held in memory. */
  stageRows: number
  engines: readonly EngineName[]
  shapes: readonly Shape[]
}

export const cli = path.join(import.meta.dirname, '../dist/lib/cli/tasks.cjs')

export const tasks = (...args: string[]): Command => ({
  program: process.execPath,
  args: [cli, '--quiet', ...args],
})

export const exportTo = ({ url }: TestDatabase, file: string): Command =>
  tasks('export-records', '-o', '-f', file, '-d', url)

export const importFrom = ({ url }: TestDatabase, file: string): Command =>
  tasks('import-records', '--create', '-f', file, '-d', url)

export const copy = (from: TestDatabase, to: TestDatabase): Command =>
  tasks('copy-records', '--create', '--from', from.url, '--to', to.url)

export const run = ({ program, args, env }: Command): Promise<Measured> => measure(program, args, env)

/** Where a run of the bench keeps its files, and what it says meanwhile. */
export class Bench {
  readonly options: BenchOptions
  readonly say: (line: string) => void
  readonly #folder: string
  readonly #dumps = new Map<string, Promise<string>>()

  /** @param parent a folder on the disk that is measured */
  constructor(options: BenchOptions, parent: string, say: (line: string) => void) {
    this.options = options
    this.say = say
    this.#folder = mkdtempSync(path.join(parent, 'bench-'))
  }

  file(name: string): string {
    return path.join(this.#folder, name)
  }

  /** A dump of the shape's records, made once. */
  dump(shape: Shape, rows: number): Promise<string> {
    return this.#made(`${shape.name}-${rows}.json`, (file) => writeDump(file, shape, rows))
  }

  /** Its tables alone. */
  emptyDump(shape: Shape, rows: number): Promise<string> {
    return this.#made(`${shape.name}-empty.json`, (file) => writeEmptyDump(file, shape, rows))
  }

  #made(name: string, write: (file: string) => Promise<void>): Promise<string> {
    const file = this.file(name)
    const known = this.#dumps.get(name) ?? write(file).then(() => file)
    this.#dumps.set(name, known)
    return known
  }

  /** A database with the shape's records, as if it had been in use. */
  async filled(engine: EngineName, shape: Shape, rows: number): Promise<TestDatabase> {
    const database = await freshDatabase(engine)
    await run(importFrom(database, await this.dump(shape, rows)))
    await age(database)
    await settle(database)
    return database
  }

  /** Runs an import into a database made for it; a tool that loads less than everything is no peer. */
  async importInto(
    engine: EngineName,
    shape: Shape,
    rows: number,
    command: (to: TestDatabase) => Command,
    before: (to: TestDatabase) => Promise<unknown> = async () => {},
  ): Promise<Measured> {
    const to = await freshDatabase(engine)
    try {
      await before(to)
      await settle(to)
      const measured = await run(command(to))
      await expectRows(to, shape, rows)
      return measured
    } finally {
      await to.drop()
    }
  }

  forgetDumps(): void {
    this.#dumps.clear()
    rmSync(this.#folder, { recursive: true })
    mkdirSync(this.#folder)
  }

  end(): void {
    rmSync(this.#folder, { recursive: true })
  }
}

async function expectRows(database: TestDatabase, shape: Shape, rows: number): Promise<void> {
  const tables = shape.tables(rows)
  const expected = Math.round(rows / tables.length)
  const counted = await countRows(database, tables.at(-1)!.name)
  if (counted !== expected)
    throw new Error(`${database.engine}: ${counted} of ${expected} rows of ${tables.at(-1)!.name} arrived`)
}

export const sizeOf = (file: string): number => statSync(file).size

export { rowsOf }
