import type { Knex } from 'knex'
import type { RecordRejected } from '../errors.ts'
import type { RecordBatch } from '../schema/record-batch.ts'
import type { Sequence, SequenceDefinition } from '../schema/sequence.ts'
import type { Column, Table } from '../schema/table.ts'

export type EngineName = 'sqlite' | 'mysql' | 'mariadb' | 'postgres'

/** Where a database is and how to get in; made by config/ from a URL or an object, complete and checked. */
export interface ConnectionSettings {
  engine: EngineName
  /** As in the configuration, else `display`. */
  name: string
  /** The address without password, for messages. */
  display: string
  /** SQLite: absolute path. */
  filename?: string
  host?: string
  port?: number
  socketPath?: string
  user?: string
  password?: string
  database?: string
  /** `prefer` is PostgreSQL's and MySQL's own default: encrypted where the server can, unverified. */
  tls?: TlsSettings
  /** PostgreSQL: the first is where tables without a schema in their name live. Default ['public']. */
  schemas?: string[]
  /** SQLite: `PRAGMA name = value` after opening. */
  pragmas?: Record<string, string | number | boolean>
  /** Milliseconds to wait for a connection. */
  connectTimeout?: number
}

export interface TlsSettings {
  mode: 'disable' | 'prefer' | 'require' | 'verify-ca' | 'verify-full'
  /** PEM text, already read from its file. */
  ca?: string
  cert?: string
  key?: string
}

export interface OpenOptions {
  /** Aborting it ends a running statement, rolls everything back and rejects with the signal's reason. */
  signal?: AbortSignal | undefined
  /** Called with each statement that runs, for `--echo`; never with values that could be secret. */
  onStatement?: ((sql: string) => void) | undefined
  /** SQLite: make the file where there is none (migrate, import-records --create). Else a missing file is an error. */
  createFile?: boolean
}

/**
 * The adapter to an engine. One object per engine, without state.
 * A database that cannot be reached, refuses the password or does not exist: TaskError with exit code 14,
 * whose message tells the three apart (`code` is set for `wait`, which goes on only with `unreachable`).
 */
export interface Dialect {
  readonly engine: EngineName
  open(settings: ConnectionSettings, options?: OpenOptions): Promise<Database>
  /**
   * For who changes the schema: one holder among all processes that use this tool on the database, wherever they run.
   * Held by the server or the kernel, so that it ends with its process however that ends, and never by time.
   * TaskError 13 at once while another holds it. An SQLite file need not be there.
   */
  lock(settings: ConnectionSettings): Promise<DatabaseLock>
  /**
   * The statements that make a schema in an empty database of this engine, without one at hand: of the same engine in
   * its own words, of another as translate() has it. No foreign key refers to a table that is not among them.
   */
  ddl(source: DdlSource): Ddl
}

/** A schema in the words of the engine that it comes from. */
export interface DdlSource {
  engine: string
  /** Of that engine's server, where it is known. */
  version?: string | undefined
  /** PostgreSQL: where its tables are, as in ConnectionSettings; where it is left out, as their names say. */
  schemas?: readonly string[] | undefined
  tables: readonly Table[]
  sequences: readonly SequenceDefinition[]
}

export interface Ddl {
  /** For the engine's own client, in order, without semicolons; with what sets its session up for them. */
  statements: string[]
  /** Of what cannot be carried, as translate() says it. */
  notes: string[]
}

export interface DatabaseLock {
  /**
   * Makes the lock last as long as what this connection of a transaction has begun, where the server goes on with a
   * statement whose client is gone. Gives what ends that.
   */
  cover(transaction: Knex): Promise<() => Promise<void>>
  /** Idempotent. */
  release(): Promise<void>
}

/** TaskError of a failed open carries it as `cause.code`. */
export type OpenFailure = 'unreachable' | 'denied' | 'missing'

/** One open database. Its methods are not to be called side by side. */
export interface Database {
  readonly engine: EngineName
  /** As in a dump's head: `18.6`, `10.11.19`, `3.52.0`. */
  readonly version: string
  /** The database's own name: SQLite, the file's name without directories and ending. */
  readonly name: string
  readonly settings: ConnectionSettings
  readonly capabilities: Capabilities

  /**
   * All tables with records, in name order by UTF-8 bytes, in a number of statements that does not depend on
   * how many there are. Not: views, system tables, tables of extensions, partitions (their parent stands for
   * them), the journal. Sequence state (`next`) included.
   */
  tables(): Promise<Table[]>

  /** All sequences by name, in a number of statements that does not depend on how many there are; `loose`: without those that number columns. */
  sequences(which?: 'all' | 'loose'): Promise<SequenceDefinition[]>

  /** What the schema has beyond tables and sequences, which neither a dump nor a schema file carries. */
  otherObjects(): Promise<OtherObjects>

  /**
   * A consistent view of the whole database; every read from it sees the same moment. One at a time. `readers`: how many
   * connections are to see it; fewer do where engine or server give no more.
   */
  snapshot(readers?: number): Promise<Snapshot>

  /**
   * What `source` tables would be as new tables of this engine: same names, types that lose nothing and come
   * back as they were (see docs/dump-format.md, "Types that an engine lacks"), keys, uniques, indexes, foreign
   * keys. Of what cannot be carried (an index on an expression of another engine) a note says so.
   */
  translate(source: readonly Table[], sourceEngine: string): { tables: Table[]; notes: string[] }

  /**
   * Begins the one transaction of an import. Takes the lock first: TaskError 13 while another run holds it.
   * Then, in this order: journal (where DDL commits), tables of `create`, triggers off, constraints deferred
   * or dropped inside the transaction, rows of `clear` deleted.
   * On any failure everything is undone before it rejects.
   */
  load(plan: LoadPlan): Promise<Load>

  /**
   * Begins a load that only looks: into copies of the targets that nobody else sees and that end with the trial or
   * with this process, whichever comes first. Columns, not-null, checks, enums and collations are the targets' own.
   * Nothing that others see is written, locked or changed; of `clear` it is known that those rows would be gone.
   * Everything that load() and its commit would refuse is told to `findings`, not only the first of it.
   */
  trial(plan: LoadPlan, findings: Findings): Promise<Trial>

  /**
   * Finishes or undoes what a killed run left (the journal of engines whose DDL commits). One sentence for
   * each thing done; empty where there was nothing. Not done while another run holds the lock, nor by a user who
   * may not: a sentence says so. A database that a killed build() had begun to make is emptied again; TaskError 13
   * while that build is alive, or while others are connected and may have taken what there is for the whole.
   */
  recover(): Promise<string[]>

  /** Of each table named: whether it has at least one row. */
  occupied(tables: readonly Table[]): Promise<Set<string>>

  /** Small tables only: rows of a table outside records (migration histories), in no order, values as text. */
  rows(table: Table, columns: readonly string[]): Promise<Record<string, string | null>[]>

  /**
   * Empties the database of everything that an application's migrations can have made, records and histories of
   * migrations included: tables, views, materialized and foreign ones, sequences, triggers, indexes, routines, types,
   * domains, events. Of PostgreSQL that is what lies in the configured schemas; schemas, extensions and privileges
   * stay, and TaskError 1 names what another schema has that depends on it. Of SQLite the file and its pragmas stay.
   * Takes the lock of imports: TaskError 13 while another run holds it. Wholly or not at all where DDL is part of a
   * transaction; MySQL and MariaDB drop one after the other, and after a failure the next call drops the rest.
   */
  dropAll(): Promise<void>

  /**
   * Begins to make this database, which must have nothing that dropAll() would drop (TaskError 11 otherwise), in steps
   * that are no one transaction: migrations, records, more migrations. Takes the lock of imports until the end
   * (TaskError 13 while another run holds it), and leaves a mark by which recover() of a later run knows of it.
   */
  build(): Promise<Build>

  /**
   * Rebuilds all indexes of a table and renews its statistics, while others read and write as far as the engine can.
   * What cannot be rebuilt stays as it was. Rejects only for what stops the work on every table. Of a statement that
   * fails or is aborted nothing stays behind; if something does, `onLeft` is told, with what to do about it.
   */
  rebuildIndexes(table: Table, watch?: RebuildWatch): Promise<IndexRebuild>

  /** For migrations. Its pool ends with close(). */
  knex(): Knex

  /** Idempotent. Rolls back what is open. */
  close(): Promise<void>
}

/** Names, in order; of checks and triggers with their tables: `part.price_positive`. Not what belongs to an extension. */
export interface OtherObjects {
  checks: string[]
  triggers: string[]
  /** Materialized ones, too. */
  views: string[]
  /** Functions and procedures. */
  routines: string[]
  /** Tables from which policies hide rows (row level security). */
  secured?: string[]
  /** Of tables. */
  rules?: string[]
}

/** A database that is being made. One of finish() and undo() ends it. */
export interface Build {
  /** Where to work: the database itself, or one that finish() puts in its place. Its close() is not for the caller. */
  readonly database: Database
  /** Everything that came into it is there to stay. */
  finish(): Promise<void>
  /** Nothing of it stays, also after an abort or a lost connection as far as the server can be reached. Idempotent. */
  undo(): Promise<void>
}

export interface RebuildWatch {
  /** How much of the table's indexes is done, from 0 to 1, where the engine tells. */
  onProgress?: ((share: number) => void) | undefined
  /** A sentence. */
  onLeft?: ((left: string) => void) | undefined
}

/** Sentences, and how much of the table's indexes was rebuilt. */
export interface IndexRebuild {
  rebuilt: 'all' | 'some' | 'none'
  /** Why the table, or an index of it, was left as it was. */
  skipped: string[]
  /** What is wrong with its indexes now, with what to do about it. */
  invalid: string[]
  /** What was mended, and what could not be done beside others' writes. */
  notes: string[]
}

/** What an engine can hold though another cannot. */
export interface Capabilities {
  /** U+0000 in text and in JSON. */
  readonly nul: boolean
  /** `0000-00-00`, `2024-00-00`, in columns of dates and times. */
  readonly zeroDates: boolean
  /** Any value in any column: tagged cells (docs/dump-format.md, "Cells that are not what their column says"). */
  readonly anyValue: boolean
  /** Sequences that number no column. */
  readonly sequences: boolean
  /** DDL is part of a transaction: what a failed migration did is undone. */
  readonly transactionalDdl: boolean
}

export interface Snapshot {
  readonly tables: readonly Table[]
  /** Those that number no column, in name order by UTF-8 bytes, as they are at about the snapshot's moment: no engine keeps them in versions. */
  readonly sequences?: readonly Sequence[]
  /** What the database has that is in neither though a user may take it for records, or may not be read: a sentence each. */
  readonly notes?: readonly string[]
  /** Names of tables that the user may not read: read() of one fails. */
  readonly unreadable?: ReadonlySet<string>
  /** How many tables can be read at a time; one where it is left out. */
  readonly readers?: number
  /** Rows in the order that docs/dump-format.md fixes, as canonical lines. Memory does not grow with rows. */
  read(table: Table): AsyncIterable<RecordBatch>
  /** From the engine's statistics, for progress only; undefined where there are none. Constant number of statements. */
  estimates(): Promise<Map<string, number>>
  close(): Promise<void>
}

export interface LoadPlan {
  /** Tables to make, as translate() gave them. */
  create: readonly Table[]
  /** Tables to empty, of the target. */
  clear: readonly Table[]
  loads: readonly TableLoadPlan[]
  sequences?: readonly SequenceLoadPlan[]
  /** What becomes of loaded records that refer to none; `fail` where it is left out. */
  orphans?: OrphanPolicy
}

/**
 * fail: the import is refused. null: the referring columns become null, where they may. skip: the record is left
 * out, and then those that refer to it, until there are no more. keep: the record comes in as it is, which an engine
 * that cannot hold it refuses.
 */
export type OrphanPolicy = 'fail' | 'null' | 'skip' | 'keep'

export interface TableLoadPlan {
  /** As the target has it, or will have it. */
  target: Table
  /** As the dump's head describes it: the keys of the record lines are its columns' names, usually in this order. */
  source: Table
  /** Every source column that is loaded; those missing here are skipped, target columns missing here get their default. */
  columns: readonly { source: Column; target: Column }[]
  /** About how many records are to come; undefined where that is not known. */
  expected?: number | undefined
}

/** A sequence that is made, or set to the source's next value; of one that is there all else stays as it is. */
export interface SequenceLoadPlan {
  source: Sequence
  /** None where it is to be made. */
  target?: SequenceDefinition
}

export interface Load {
  /** Loads one table's lines; tables come in any order, each once. */
  table(plan: TableLoadPlan): Promise<TableLoad>
  /**
   * After the last table: sequences of columns set from `source.next`, past the highest key at least, and those of the
   * plan to just that, as far as a rollback undoes it, else in commit(); indexes and foreign
   * keys made that were put off; all foreign keys that touch a loaded or cleared table checked.
   * Orphans reject with TaskError 1 that names child table, key, columns, value and parent table, unless the plan
   * says what to do with them; of tables that are not loaded they always do.
   */
  finish(): Promise<LoadOutcome>
  /** Makes it all visible, with triggers back on. */
  commit(): Promise<void>
  /** Leaves the target as it was before load(). Idempotent, also after a lost connection as far as it can be reached. */
  rollback(): Promise<void>
}

/** Records that the plan's orphan policy changed, left out or let in. */
export interface LoadOutcome {
  /** Records whose reference became null, once for each foreign key. */
  nulled: number
  skipped: number
  /** Records that refer to none, once for each foreign key. */
  kept?: number
  /** What the load leaves as it was though it depends on the records (a full-text index): a sentence each. */
  notes?: readonly string[]
}

/** A load that changes nothing. */
export interface Trial {
  /**
   * As in Load, but write() tells `findings` of every cell and record that would be refused, leaves those records
   * out and goes on; end() gives how many the copy holds.
   */
  table(plan: TableLoadPlan): Promise<TableLoad>
  /** After the last table: everything that uniques and foreign keys would refuse, by the plan's orphan policy. */
  finish(): Promise<void>
  /** Idempotent. Leaves nothing behind. */
  close(): Promise<void>
}

/** Told what a load would refuse, in any order. Calls come while the batch they are about is being written or after. */
export interface Findings {
  /** Of one record once for each column at fault; without a column, the record as a whole. `batch` is always set. */
  refused(rejection: RecordRejected): void
  /** Records that would have the same value where it must be unique, under the target's collation. */
  collided(collision: Collision): void
  orphaned(orphans: Orphans): void
}

/** Loaded records with one fault in common, by the target's names. Values as text, in their canonical form. */
export interface FoundRecords {
  table: string
  columns: readonly string[]
  /** All of them. */
  count: number
  /** The first of them in key order, at most `mostFoundRecords`. */
  records: readonly FoundRecord[]
}

export interface FoundRecord {
  /** Of the primary key's columns; empty without one. */
  key: Readonly<Record<string, string | null>>
  /** Of `columns`, in their order. */
  values: readonly (string | null)[]
}

export const mostFoundRecords = 1000

/** Of each group of equal records all but the first in key order are counted and listed. */
export interface Collision extends FoundRecords {
  /** Of the constraint or index. */
  unique: string
}

export interface Orphans extends FoundRecords {
  foreignKey: string
  parent: string
  /** In the order of `columns`. */
  parentColumns: readonly string[]
  /** Whether `table` is one of those that are loaded; else records of the target would lose their parent. */
  isLoaded: boolean
}

export interface TableLoad {
  /**
   * Loads a batch, whole or not at all as far as the caller can see. A record that the engine refuses, or
   * would round, cut, pad, coerce or skip: RecordRejected, and only rollback() may follow.
   * May return before the engine has answered for this batch, but at most one batch ahead: then the rejection
   * comes with the next call, and carries the batch it belongs to.
   */
  write(batch: RecordBatch): Promise<void>
  /** Resolves when the engine has confirmed every row; gives how many rows the engine says it took. */
  end(): Promise<number>
}
