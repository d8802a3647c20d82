import type { Database, TableLoadPlan } from '../dialects/dialect.ts'
import type { DumpBatch, DumpTable } from '../dump/reader.ts'
import type { Table } from '../schema/table.ts'
import { applyCasts, type TableCasts } from './apply-casts.ts'
import type { Casts } from './cast-rules.ts'
import { explainRejection } from './explain-rejection.ts'
import { mapTable, planMapping } from './map-table.ts'
import type { RecordSource } from './record-source.ts'
import { type Renames, renameTables } from './rename-tables.ts'
import { nothingChanged } from './value-policies.ts'

export interface CastSourceOptions {
  casts: Casts
  rename: Renames
  /** The tables that the values are to be like, under the names after the renames. */
  existing: readonly Table[]
  database: Pick<Database, 'engine' | 'capabilities' | 'translate'>
}

/** A source with its values as an import into those tables would have turned them. */
export function castSource(source: RecordSource, options: CastSourceOptions): RecordSource {
  const { casts, rename, existing, database } = options
  if (Object.keys(casts).length === 0) return source
  const { engine: sourceEngine } = source.head.source
  const renamed = renameTables(source.head.tables, rename)
  const applied = applyCasts(renamed, { casts, sourceEngine, existing, database, isChosen: () => true })
  const head = { ...source.head, tables: applied.tables.map((each) => each.source) }
  const byName = new Map(head.tables.map((table) => [table.name, table]))
  const tables = async function* (): AsyncGenerator<DumpTable> {
    for await (const { table, batches } of source.tables()) {
      const cast = byName.get(table.name)!
      const turned = applied.casts.get(table.name)
      yield {
        table: cast,
        batches: () => (turned ? castBatches(batches(), cast, turned, source, database) : batches()),
      }
    }
  }
  return {
    name: source.name,
    head,
    announced: source.announced,
    notes: source.notes,
    mayBeDamaged: source.mayBeDamaged,
    tables,
    finish: () => source.finish(),
    close: () => source.close(),
  }
}

async function* castBatches(
  batches: AsyncIterable<DumpBatch>,
  table: Table,
  casts: TableCasts,
  source: RecordSource,
  { capabilities }: Pick<Database, 'capabilities'>,
): AsyncGenerator<DumpBatch> {
  const plan: TableLoadPlan = {
    source: table,
    target: table,
    columns: table.columns.map((column) => ({ source: column, target: column })),
  }
  try {
    yield* mapTable(batches, plan, planMapping(plan, { casts, capabilities, changed: nothingChanged() }))
  } catch (error) {
    throw explainRejection(error, undefined, plan, source.name)
  }
}
