import { Readable, type Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { ConnectionSettings, Database, Ddl, EngineName, OtherObjects } from '../dialects/dialect.ts'
import { dialectOf } from '../dialects/dialect-of.ts'
import { openDatabase } from '../dialects/open-database.ts'
import type { SchemaHistory } from '../dump/format.ts'
import { checkTarget, writeAtomically } from '../files/atomic-file.ts'
import type { ForeignKey, Table } from '../schema/table.ts'
import { translationNotes } from '../schema/translation-notes.ts'
import { noTables } from './head-of.ts'
import { listNames } from './list-names.ts'
import { noteLeftOut, takesSequences } from './plan-sequences.ts'
import { readSchema } from './read-schema.ts'
import { renderSchema, type SchemaDocument, schemaDocument } from './schema-document.ts'
import { readSchemaHistory } from './schema-history.ts'
import { type Selection, selectTables } from './select-tables.ts'

export interface ExportSchemaOptions extends Selection {
  /** A database; or a schema file or a dump, of which only the head is read. */
  from: { database: ConnectionSettings } | { file: string | Readable }
  /** A path, or a stream. */
  to: string | Writable
  /** Write SQL for this engine in place of JSON. */
  engine?: EngineName | undefined
  /** Whether an existing file may be replaced. */
  overwrite?: boolean
  signal?: AbortSignal | undefined
  onStatement?: ((sql: string) => void) | undefined
}

export interface ExportSchemaResult {
  /** Of the source. */
  engine: string
  /** The application's migration history. */
  schema: SchemaHistory | null
  tables: number
  sequences: number
  bytes: number
  /** What is not in it, a sentence each. */
  notes: string[]
}

interface Source {
  document: SchemaDocument
  version?: string | undefined
  schemas?: readonly string[] | undefined
  notes: readonly string[]
}

/** Writes a schema without its records, as JSON (docs/schema.md) or as SQL: all of it, or nothing. */
export async function exportSchema(options: ExportSchemaOptions): Promise<ExportSchemaResult> {
  const { to, overwrite = false, signal, engine } = options
  if (typeof to === 'string') await checkTarget(to, overwrite)
  const source = await readSource(options)
  const selected = select(source.document, options)
  const ddl = engine === undefined ? undefined : await renderDdl(engine, { ...source, ...selected })
  const notes = [...source.notes, ...selected.notes, ...(ddl?.notes ?? [])]
  const text = ddl === undefined ? renderSchema(selected.document) : renderSql(ddl.statements, notes)
  const content = Readable.from([Buffer.from(text)])
  if (typeof to === 'string') await writeAtomically(to, [content], { overwrite, signal })
  else await pipeline(content, to, { end: false, ...(signal ? { signal } : {}) })
  const { document } = selected
  return {
    engine: document.source.engine,
    schema: document.schema,
    tables: document.tables.length,
    sequences: document.sequences?.length ?? 0,
    bytes: Buffer.byteLength(text),
    notes,
  }
}

async function readSource({ from, signal, onStatement }: ExportSchemaOptions): Promise<Source> {
  if ('file' in from) {
    const { document, version, triggers } = await readSchema(from.file, signal)
    const names = [...triggers].flatMap(([table, some]) => some.map((name) => `${table}.${name}`))
    const others = { checks: [], triggers: names, views: [], routines: [] }
    return { document, version, notes: notesOf(others) }
  }
  const database = await openDatabase(from.database, { signal, onStatement })
  try {
    return await readDatabase(database)
  } finally {
    await database.close()
  }
}

async function readDatabase(database: Database): Promise<Source> {
  const recovered = await database.recover()
  const all = await database.tables()
  const { history, historyTables } = await readSchemaHistory(database, all)
  const tables = all.filter((table) => !historyTables.includes(table))
  if (tables.length === 0) throw noTables(database)
  const { engine, version, settings } = database
  return {
    document: schemaDocument({
      source: { engine },
      schema: history,
      tables,
      sequences: await database.sequences('loose'),
    }),
    version,
    schemas: settings.schemas,
    notes: [...recovered, ...notesOf(await database.otherObjects())],
  }
}

const shownNames = 10

/** What no schema file has, said of what there is. */
function notesOf({ checks, triggers, views, routines, secured = [], rules = [] }: OtherObjects): string[] {
  const kinds: [string, readonly string[]][] = [
    ['checks', checks],
    ['triggers', triggers],
    ['views', views],
    ['functions and procedures', routines],
    ['row level security', secured],
    ['rules', rules],
  ]
  return kinds.flatMap(([kind, names]) =>
    names.length === 0 ? [] : [`Not carried, ${kind} (${names.length}): ${listNames(names, shownNames)}`],
  )
}

function select(
  document: SchemaDocument,
  selection: Selection,
): { document: SchemaDocument; notes: string[] } {
  const tables = selectTables(document.tables, selection)
  const { sequences = [], ...rest } = document
  if (sequences.length === 0 || takesSequences(selection))
    return { document: { ...document, tables }, notes: [] }
  return { document: { ...rest, tables }, notes: [noteLeftOut(sequences)] }
}

async function renderDdl(engine: EngineName, { document, version, schemas }: Source): Promise<Ddl> {
  const dialect = await dialectOf(engine)
  const notes: string[] = []
  const names = new Set(document.tables.map(({ name }) => name))
  const tables = document.tables.map((table) => withoutDangling(table, names, notes))
  const ddl = dialect.ddl({
    engine: document.source.engine,
    version,
    schemas,
    tables,
    sequences: document.sequences ?? [],
  })
  return { statements: ddl.statements, notes: [...notes, ...ddl.notes] }
}

/** In an empty database a key to a table that is not made refers to nothing. */
function withoutDangling(table: Table, names: ReadonlySet<string>, notes: string[]): Table {
  const stays = (key: ForeignKey): boolean => names.has(key.references.table)
  for (const key of table.foreignKeys) {
    if (stays(key)) continue
    const reason = `the table ${key.references.table} is not among these`
    notes.push(translationNotes.lost(table, `the foreign key ${key.name}`, reason))
  }
  return { ...table, foreignKeys: table.foreignKeys.filter(stays) }
}

/** Each line of a note is a comment: a note may hold SQL of several. */
function renderSql(statements: readonly string[], notes: readonly string[]): string {
  const comments = ['Made by record-tasks, to be run in an empty database.', ...notes].flatMap((note) =>
    note.split(/\r\n|\r|\n/).map((line) => `-- ${line}`.trimEnd()),
  )
  const blocks = statements.map((sql) => (sql.includes('\n') ? `\n${sql};\n` : `${sql};\n`))
  return `${comments.join('\n')}\n\n${blocks.join('')}`
}
