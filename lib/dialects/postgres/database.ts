import type { Knex } from 'knex'
import { exitCodes, TaskError } from '../../errors.ts'
import type { SequenceDefinition } from '../../schema/sequence.ts'
import type { Table } from '../../schema/table.ts'
import type {
  Build,
  ConnectionSettings,
  Database,
  Findings,
  IndexRebuild,
  Load,
  LoadPlan,
  OpenOptions,
  OtherObjects,
  RebuildWatch,
  Snapshot,
  Trial,
} from '../dialect.ts'
import { emptiedAgain } from '../half-made.ts'
import { unlockSql } from './advisory-lock.ts'
import { type BuildPlace, beginBuild, finishBuild, recoverBuild, undoBuild } from './build.ts'
import { type Relation, readCatalog } from './catalog.ts'
import { type Connection, connect, makePool, openError } from './connect.ts'
import { dropAll } from './drop-all.ts'
import type { KnownNames } from './known-names.ts'
import { beginLoad, type LoadContext } from './load.ts'
import { locate, quoteLocation } from './location.ts'
import { readOccupied } from './occupied.ts'
import { readOtherObjects } from './other-objects.ts'
import { quoteName } from './quote.ts'
import { rebuildIndexes } from './rebuild-indexes.ts'
import { readLooseSequences, readSequenceDefinitions } from './sequence-catalog.ts'
import { Session } from './session.ts'
import { PostgresSnapshot, savepoint } from './snapshot.ts'
import { readSnapshotNotes } from './snapshot-notes.ts'
import { readTouched } from './suspension.ts'
import { translateTables } from './translate.ts'
import { beginTrial } from './trial.ts'
import { openTwins } from './twin.ts'

const oldestVersion = 13

interface ServerFacts {
  version: string
  database: string
  encoding: string
  types: string[]
  functions: string[]
  operatorClasses: string[]
  methods: string[]
  collations: string[]
}

export async function openPostgres(settings: ConnectionSettings, options: OpenOptions): Promise<Database> {
  options.signal?.throwIfAborted()
  const connection = await connect(settings)
  const session = new Session(connection.client, settings, options)
  try {
    const schemas = settings.schemas ?? ['public']
    await session.prepare(schemas)
    const facts = await session.seenFromFirst(schemas, () => readFacts(session))
    return new PostgresDatabase(settings, options, connection, session, facts)
  } catch (error) {
    session.cut()
    await connection.end()
    throw session.isLost && !(error instanceof TaskError) ? openError(error, settings) : error
  }
}

async function readFacts(session: Session): Promise<ServerFacts> {
  const [facts] = await session.query<ServerFacts>(
    `SELECT pg_catalog.current_setting('server_version') AS version, pg_catalog.current_database() AS database,
        pg_catalog.current_setting('server_encoding') AS encoding,
        pg_catalog.to_json(ARRAY(
          SELECT pg_catalog.format_type(t.oid, f.typmod) FROM pg_catalog.pg_type t
          CROSS JOIN (VALUES (-1), (NULL)) f(typmod)
          LEFT JOIN pg_catalog.pg_class c ON c.oid = t.typrelid
          WHERE t.typcategory <> 'A' AND (c.oid IS NULL OR c.relkind = 'c')
        )) AS types,
        pg_catalog.to_json(ARRAY(SELECT DISTINCT proname::text FROM pg_catalog.pg_proc)) AS functions,
        pg_catalog.to_json(ARRAY(SELECT DISTINCT opcname::text FROM pg_catalog.pg_opclass)) AS "operatorClasses",
        pg_catalog.to_json(ARRAY(SELECT amname::text FROM pg_catalog.pg_am WHERE amtype = 'i')) AS methods,
        pg_catalog.to_json(ARRAY(
          SELECT CASE WHEN n.nspname = 'pg_catalog' THEN '' ELSE pg_catalog.quote_ident(n.nspname) || '.' END
            || pg_catalog.quote_ident(l.collname)
          FROM pg_catalog.pg_collation l JOIN pg_catalog.pg_namespace n ON n.oid = l.collnamespace
          WHERE l.collencoding IN (-1, (SELECT encoding FROM pg_catalog.pg_database WHERE datname = pg_catalog.current_database()))
        )) AS collations`,
  )
  return facts!
}

const knownNames = (facts: ServerFacts): KnownNames => ({
  functions: new Set(facts.functions),
  operatorClasses: new Set(facts.operatorClasses),
  methods: new Set(facts.methods),
  collations: new Set(facts.collations),
})

class PostgresDatabase implements Database {
  readonly engine = 'postgres'
  readonly capabilities = {
    nul: false,
    zeroDates: false,
    anyValue: false,
    sequences: true,
    transactionalDdl: true,
  }
  readonly version: string
  readonly name: string
  readonly settings: ConnectionSettings
  readonly #options: OpenOptions
  readonly #connection: Connection
  readonly #session: Session
  readonly #schemas: readonly string[]
  readonly #serverVersion: number
  readonly #encoding: string
  /** Names, of those that have two both, of all types but those of arrays and of tables' rows. */
  #types: ReadonlySet<string>
  #known: KnownNames
  #load: Load | undefined
  #trial: Trial | undefined
  #migrations: Knex | undefined
  #closed = false

  constructor(
    settings: ConnectionSettings,
    options: OpenOptions,
    connection: Connection,
    session: Session,
    facts: ServerFacts,
  ) {
    this.settings = settings
    this.#options = options
    this.version = facts.version.split(' ')[0] ?? facts.version
    this.name = facts.database
    this.#connection = connection
    this.#session = session
    this.#schemas = settings.schemas ?? ['public']
    this.#serverVersion = Number.parseInt(this.version, 10)
    this.#encoding = facts.encoding
    this.#types = new Set(facts.types)
    this.#known = knownNames(facts)
    if (this.#serverVersion >= oldestVersion) return
    throw new TaskError(`PostgreSQL ${this.version} is too old.`, {
      exitCode: exitCodes.failed,
      hint: `Version ${oldestVersion} or later is needed.`,
    })
  }

  async tables(): Promise<Table[]> {
    return [...(await this.#catalog()).values()].map((relation) => relation.table)
  }

  sequences(which: 'all' | 'loose' = 'all'): Promise<SequenceDefinition[]> {
    return readSequenceDefinitions(this.#session, this.#schemas, which)
  }

  otherObjects(): Promise<OtherObjects> {
    return readOtherObjects(this.#session, this.#schemas)
  }

  #catalog(): Promise<Map<string, Relation>> {
    return readCatalog(this.#session, this.#schemas, this.#serverVersion)
  }

  /**
   * The tables are locked against TRUNCATE and ALTER before the snapshot is taken: neither respects one. What is
   * made in between is locked after.
   */
  async snapshot(readers = 1): Promise<Snapshot> {
    const before = await this.#catalog()
    await this.#session.execute('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY')
    try {
      await this.#lock([...before.values()])
      const relations = await this.#catalog()
      await this.#lock([...relations.values()].filter((relation) => !before.has(relation.table.name)))
      const { sequences, unreadable } = await readLooseSequences(this.#session, this.#schemas)
      const notes = await readSnapshotNotes(this.#session, relations, this.#schemas, unreadable)
      const twins = await openTwins(this.#session, readers - 1, {
        settings: this.settings,
        options: this.#options,
        schemas: this.#schemas,
      })
      await this.#session.execute(`SAVEPOINT ${savepoint}`)
      return new PostgresSnapshot(this.#session, twins, relations, sequences, this.#encoding, notes)
    } catch (error) {
      await this.#session.executeLast('ROLLBACK')
      throw error
    }
  }

  /** Those that may not be read can still be left out. */
  async #lock(all: readonly Relation[]): Promise<void> {
    const relations = all.filter(({ readable }) => readable)
    if (relations.length === 0) return
    const names = relations.map(
      (relation) => `${relation.partitioned ? '' : 'ONLY '}${quoteLocation(relation)}`,
    )
    await this.#session.execute(`LOCK TABLE ${names.join(', ')} IN ACCESS SHARE MODE`)
  }

  translate(source: readonly Table[], sourceEngine: string): { tables: Table[]; notes: string[] } {
    return translateTables(source, sourceEngine, {
      schemas: this.#schemas,
      serverVersion: this.#serverVersion,
      types: this.#types,
      known: this.#known,
    })
  }

  async load(plan: LoadPlan): Promise<Load> {
    this.#load = await beginLoad(this.#loadContext(), plan)
    return this.#load
  }

  async trial(plan: LoadPlan, findings: Findings): Promise<Trial> {
    this.#trial = await beginTrial(this.#loadContext(), plan, findings)
    return this.#trial
  }

  #loadContext(): LoadContext {
    return {
      session: this.#session,
      schemas: this.#schemas,
      serverVersion: this.#serverVersion,
      databaseName: this.name,
      encoding: this.#encoding,
    }
  }

  /** All of an import is one transaction: a killed one leaves nothing. */
  async recover(): Promise<string[]> {
    return (await recoverBuild(this.#session, this.#buildPlace())) ? [emptiedAgain] : []
  }

  async occupied(tables: readonly Table[]): Promise<Set<string>> {
    const locations = tables.map((table) => locate(table, this.#schemas))
    const touched = await readTouched(this.#session, locations)
    const occupied = await readOccupied(
      this.#session,
      touched.filter((table) => table.depth === 0),
    )
    const names = new Set([...occupied].map(quoteLocation))
    const found = tables.filter((_, index) => names.has(quoteLocation(locations[index]!)))
    return new Set(found.map((table) => table.name))
  }

  rows(table: Table, columns: readonly string[]): Promise<Record<string, string | null>[]> {
    const selected = columns.map((column) => `${quoteName(column)}::text AS ${quoteName(column)}`)
    const from = quoteLocation(locate(table, this.#schemas))
    return this.#session.query(`SELECT ${selected.join(', ')} FROM ${from}`)
  }

  async dropAll(): Promise<void> {
    await dropAll(this.#session, this.name, this.#schemas)
    const facts = await this.#session.seenFromFirst(this.#schemas, () => readFacts(this.#session))
    this.#types = new Set(facts.types)
    this.#known = knownNames(facts)
  }

  async build(): Promise<Build> {
    const place = this.#buildPlace()
    await beginBuild(this.#session, place)
    let isOver = false
    return {
      database: this,
      finish: async () => {
        await finishBuild(this.#session, place)
        isOver = true
      },
      undo: async () => {
        if (isOver) return
        isOver = true
        await this.#load?.rollback()
        await this.#migrations?.destroy()
        this.#migrations = undefined
        await this.#session.executeLast(unlockSql)
        await this.#undoBuild(place)
      },
    }
  }

  /** On a connection of its own, which no abort ends. */
  async #undoBuild(place: BuildPlace): Promise<void> {
    const connection = await connect(this.settings)
    const session = new Session(connection.client, this.settings, {})
    try {
      await session.prepare(place.schemas)
      await undoBuild(session, place)
    } finally {
      session.close()
      await connection.end()
    }
  }

  #buildPlace(): BuildPlace {
    return { display: this.settings.display, databaseName: this.name, schemas: this.#schemas }
  }

  rebuildIndexes(table: Table, watch: RebuildWatch = {}): Promise<IndexRebuild> {
    const { tls } = this.#connection
    const target = {
      session: this.#session,
      settings: this.settings,
      tls,
      serverVersion: this.#serverVersion,
    }
    return rebuildIndexes(target, locate(table, this.#schemas), table.name, watch)
  }

  /** A pool of its own: migrations run with the settings that the application would have, not with a dump's. */
  knex(): Knex {
    this.#migrations ??= makePool(this.settings, this.#connection.tls, { min: 0, max: 4 })
    return this.#migrations
  }

  async close(): Promise<void> {
    if (this.#closed) return
    this.#closed = true
    await this.#load?.rollback()
    await this.#trial?.close()
    this.#session.close()
    await this.#migrations?.destroy()
    await this.#connection.end()
  }
}
