import type { Readable } from 'node:stream'
import type { ConnectionSettings, Database, LoadPlan, SequenceLoadPlan } from '../dialects/dialect.ts'
import { openDatabase } from '../dialects/open-database.ts'
import { exitCodes, TaskError } from '../errors.ts'
import {
  ascends,
  maximumOf,
  minimumOf,
  type Sequence,
  type SequenceDefinition,
  wholeNumber,
} from '../schema/sequence.ts'
import type { Table } from '../schema/table.ts'
import { historyNotes } from './history-notes.ts'
import { inLoad } from './in-load.ts'
import { listNames } from './list-names.ts'
import { planSequences } from './plan-sequences.ts'
import { readSchema } from './read-schema.ts'
import { type Renames, renameTables } from './rename-tables.ts'
import type { SchemaDocument } from './schema-document.ts'
import { type Selection, selectTables } from './select-tables.ts'

export interface ImportSchemaOptions extends Selection {
  database: ConnectionSettings
  /** A schema file or a dump, of which only the head is read: a path, or a stream. */
  from: string | Readable
  /** New names for the file's tables and columns. Selections go by the file's names. */
  rename?: Renames | undefined
  /** Check everything that can be checked without writing, and stop. */
  dry?: boolean
  signal?: AbortSignal | undefined
  onStatement?: ((sql: string) => void) | undefined
}

export interface ImportSchemaResult {
  engine: string
  /** Names of the tables and sequences that were made, or would be. */
  tables: string[]
  sequences: string[]
  notes: string[]
}

/** Makes the tables of a schema file in a database that has none of them: all, or none. */
export async function importSchema(options: ImportSchemaOptions): Promise<ImportSchemaResult> {
  const { signal, onStatement } = options
  const { document } = await readSchema(options.from, signal)
  const database = await openDatabase(options.database, {
    // With `dry` nothing comes into it, and it goes again.
    createFile: true,
    signal,
    onStatement,
  })
  try {
    const recovered = await database.recover()
    const { plan, sequences, notes } = await planSchema(database, document, options)
    if (!options.dry) await inLoad(database, plan, signal, (load) => load.finish())
    return {
      engine: database.engine,
      tables: plan.create.map(({ name }) => name),
      sequences: sequences.map(({ source }) => source.name),
      notes: [...recovered, ...notes],
    }
  } finally {
    await database.close()
  }
}

interface SchemaPlan {
  plan: LoadPlan
  sequences: readonly SequenceLoadPlan[]
  notes: string[]
}

async function planSchema(
  database: Database,
  { source, schema, tables, sequences = [] }: SchemaDocument,
  options: ImportSchemaOptions,
): Promise<SchemaPlan> {
  const chosen = new Set(selectTables(tables, options).map(({ name }) => name))
  const renamed = renameTables(tables, options.rename ?? {}).filter((each) => chosen.has(each.source.name))
  const wanted = renamed.map(({ table }) => table)
  const existing = await database.tables()
  refuseExisting(database, 'tables', wanted, existing)
  const planned = await planSequences(sequences.map(fresh), database, {
    create: true,
    clear: false,
    ignoreNonexistent: false,
    include: options.include,
  })
  refuseExisting(
    database,
    'sequences',
    planned.loads.map((load) => load.source),
    planned.loads.flatMap(({ target }) => target ?? []),
  )
  const translated = database.translate(wanted, source.engine)
  return {
    plan: { create: translated.tables, clear: [], loads: [], sequences: planned.loads },
    sequences: planned.loads,
    notes: [
      ...renamed.flatMap((each) => each.notes),
      ...translated.notes,
      ...planned.notes,
      ...(await historyNotes(database, schema, translated.tables, existing)),
    ],
  }
}

/** As a sequence is that has given nothing yet. */
function fresh(sequence: SequenceDefinition): Sequence {
  const first = ascends(sequence) ? minimumOf(sequence) : maximumOf(sequence)
  return { ...sequence, next: sequence.start ?? wholeNumber(first), fresh: true }
}

const shownNames = 10

function refuseExisting(
  { settings: { display } }: Database,
  what: string,
  wanted: readonly Pick<Table, 'name'>[],
  existing: readonly Pick<Table, 'name'>[],
): void {
  const there = new Set(existing.map(({ name }) => name))
  const names = wanted.map(({ name }) => name).filter((name) => there.has(name))
  if (names.length === 0) return
  throw new TaskError(`${display} has ${what} of these names already: ${listNames(names, shownNames)}`, {
    exitCode: exitCodes.notEmpty,
    hint: 'Leave them out with -x, give them other names with --rename, or take an empty database. Nothing was changed.',
  })
}
