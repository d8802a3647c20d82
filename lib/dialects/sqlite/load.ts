import { existsSync } from 'node:fs'
import { TaskError } from '../../errors.ts'
import type { Table } from '../../schema/table.ts'
import type {
  ConnectionSettings,
  FoundRecord,
  Load,
  LoadOutcome,
  LoadPlan,
  OpenOptions,
  TableLoad,
  TableLoadPlan,
} from '../dialect.ts'
import { type Row, SqliteConnection } from './connection.ts'
import { createStatements, lateStatements } from './create-sql.ts'
import { writtenColumns } from './encode-cell.ts'
import { checkParentKeys, foundOrphans, mismatch } from './find-orphans.ts'
import { rebuildFullText } from './full-text.ts'
import { explainLack } from './insert-statements.ts'
import { introspect } from './introspect.ts'
import { applyOrphanPolicy } from './orphan-policy.ts'
import { type Reference, touchedReferences } from './placed-table.ts'
import { quoteName } from './quote.ts'
import { rowidName } from './read-table.ts'
import { loadingCache, SqliteTableLoad } from './table-load.ts'
import { refuseSameNames } from './translate.ts'

/** As loadingCache. Making an index sorts in as much memory again as the cache may take. */
const sortingCache = -8_000

/** All of an import in one transaction: SQLite's DDL is part of it, so there is nothing to journal. */
export class SqliteLoad implements Load {
  readonly #connection: SqliteConnection
  readonly #plan: LoadPlan
  readonly #settings: ConnectionSettings
  #encoding = 'UTF-8'
  /** CREATE TRIGGER of those that were dropped. */
  #triggers: string[] = []
  #isOpen = true

  private constructor(connection: SqliteConnection, plan: LoadPlan, settings: ConnectionSettings) {
    this.#connection = connection
    this.#settings = settings
    this.#plan = plan
  }

  static async begin(
    settings: ConnectionSettings,
    options: OpenOptions,
    plan: LoadPlan,
  ): Promise<SqliteLoad> {
    const connection = await SqliteConnection.open(settings, 'rw', options)
    const load = new SqliteLoad(connection, plan, settings)
    try {
      await load.#prepare()
      return load
    } catch (error) {
      await load.rollback()
      throw error
    }
  }

  async table(plan: TableLoadPlan): Promise<TableLoad> {
    return new SqliteTableLoad(this.#connection, plan, this.#encoding)
  }

  async finish(): Promise<LoadOutcome> {
    const outcome = await this.#applyOrphanPolicy()
    await this.#connection.run(`PRAGMA cache_size = ${sortingCache}`)
    for (const table of this.#plan.create) {
      for (const sql of lateStatements(table)) await this.#connection.run(sql)
    }
    for (const plan of this.#plan.loads) await this.#setSequence(plan)
    for (const sql of this.#triggers) await this.#connection.run(sql)
    this.#triggers = []
    const kept = await this.#checkForeignKeys()
    const touched = this.#touchedNames()
    const notes = await rebuildFullText(this.#connection, (name) => touched.has(name.toLowerCase()))
    return { ...outcome, ...(kept !== undefined && { kept }), ...(notes.length > 0 && { notes }) }
  }

  async commit(): Promise<void> {
    await this.#connection.run('COMMIT')
    this.#isOpen = false
    await this.#connection.close()
  }

  async rollback(): Promise<void> {
    if (!this.#isOpen) return
    this.#isOpen = false
    try {
      await this.#connection.undo('ROLLBACK')
    } catch (error) {
      // An interrupted statement has rolled back by itself.
      if (!/no transaction is active/.test((error as Error).message)) throw error
    } finally {
      await this.#connection.close()
      await this.#restoreFile()
    }
  }

  /** After a write error, as on a full disk, SQLite leaves it to the next one that opens the file to put it back. */
  async #restoreFile(): Promise<void> {
    if (!existsSync(`${this.#settings.filename}-journal`)) return
    const restorer = await SqliteConnection.open(this.#settings, 'rw', {})
    await restorer.close()
  }

  async #prepare(): Promise<void> {
    const connection = this.#connection
    // Some of these do nothing inside a transaction.
    await connection.run('PRAGMA foreign_keys = OFF')
    await connection.run('PRAGMA synchronous = FULL')
    await connection.run(`PRAGMA cache_size = ${loadingCache}`)
    await connection.run('PRAGMA temp_store = FILE')
    await connection.run('BEGIN EXCLUSIVE')
    const [row] = await connection.all('PRAGMA encoding')
    this.#encoding = String(row!.encoding)
    const present = await connection.all(`SELECT name FROM sqlite_schema WHERE type = 'table'`)
    refuseSameNames(
      this.#plan.create.map(({ name }) => name),
      undefined,
      present.map(({ name }) => String(name)),
    )
    for (const table of this.#plan.create) {
      for (const sql of createStatements(table)) await connection.run(sql).catch(explainLack(table.name))
    }
    await this.#dropTriggers()
    for (const table of this.#plan.clear) await connection.run(`DELETE FROM main.${quoteName(table.name)}`)
  }

  #touched(): Table[] {
    return [...this.#plan.clear, ...this.#plan.loads.map((load) => load.target)]
  }

  async #dropTriggers(): Promise<void> {
    const names = JSON.stringify(this.#touched().map((table) => table.name.toLowerCase()))
    const rows = await this.#connection.all(
      `SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND lower(tbl_name) IN (SELECT value FROM json_each(?)) ORDER BY rowid`,
      names,
    )
    for (const row of rows) {
      this.#triggers.push(String(row.sql))
      await this.#connection.run(`DROP TRIGGER main.${quoteName(String(row.name))}`)
    }
  }

  /**
   * From SQLite exactly the source's mark, and none where it had none: below the highest key it does no harm. From
   * others never below that.
   */
  async #setSequence({ source, target, columns }: TableLoadPlan): Promise<void> {
    if (!target.options?.includes('AUTOINCREMENT')) return
    const pair = columns.find((candidate) => candidate.target.generated === 'identity')
    const next = pair?.source.next
    const isOwn = source.options?.includes('AUTOINCREMENT') === true
    if (pair === undefined || (next === undefined && !isOwn)) return
    const { name } = target
    await this.#connection.run('DELETE FROM sqlite_sequence WHERE name = ?', name)
    if (next === undefined) return
    const mark = 'CAST(? AS INTEGER)'
    const highest = `(SELECT coalesce(max(${quoteName(pair.target.name)}), 0) FROM main.${quoteName(name)})`
    await this.#connection.run(
      `INSERT INTO sqlite_sequence (name, seq) SELECT ?, ${isOwn ? mark : `max(${mark}, ${highest})`}`,
      name,
      String(BigInt(next) - 1n),
    )
  }

  async #applyOrphanPolicy(): Promise<LoadOutcome> {
    const { orphans } = this.#plan
    if (orphans !== 'null' && orphans !== 'skip') return { nulled: 0, skipped: 0 }
    const references = await this.#references()
    checkParentKeys(references)
    return applyOrphanPolicy(this.#connection, orphans, references)
  }

  async #references(): Promise<Reference[]> {
    const loaded = new Set(this.#plan.loads.map(({ target }) => target.name))
    const written = new Map(this.#plan.loads.map((plan) => [plan.target.name, writtenColumns(plan)]))
    const tables = await introspect(this.#connection, false)
    const places = tables.map((table) => ({
      table: { ...table, columns: written.get(table.name) ?? table.columns },
      schema: 'main',
      rowid: rowidName(table),
      isLoaded: loaded.has(table.name),
      isEmpty: false,
    }))
    const touched = this.#touchedNames()
    return touchedReferences(places, (name) => touched.has(name.toLowerCase()))
  }

  #touchedNames(): Set<string> {
    return new Set(this.#touched().map((table) => table.name.toLowerCase()))
  }

  /** By SQLite's own means, whatever was done to orphans before. Gives how many are kept, where the policy is to. */
  async #checkForeignKeys(): Promise<number | undefined> {
    const touched = this.#touchedNames()
    const rows = await this.#connection.all(
      `SELECT DISTINCT m.name AS child, lower(f."table") AS parent FROM sqlite_schema m, pragma_foreign_key_list(m.name) f
       WHERE m.type = 'table' AND m.rootpage > 0 ORDER BY m.name`,
    )
    const touching = rows.filter(
      (row) => touched.has(String(row.child).toLowerCase()) || touched.has(String(row.parent)),
    )
    const keeping = this.#plan.orphans === 'keep'
    let kept = 0
    for (const child of new Set(touching.map((row) => String(row.child)))) {
      const isOwn = touched.has(child.toLowerCase())
      if (isOwn && keeping) kept += await this.#countOrphans(child)
      else await this.#checkChild(child, isOwn ? undefined : touched)
    }
    return keeping ? kept : undefined
  }

  /** Once for each foreign key. Of keys that SQLite cannot check nobody knows. */
  async #countOrphans(child: string): Promise<number> {
    try {
      const [row] = await this.#connection.all(
        'SELECT count(*) AS count FROM pragma_foreign_key_check(?)',
        child,
      )
      return Number(row!.count)
    } catch (cause) {
      if (mismatchIn(cause) === undefined) throw cause
      return 0
    }
  }

  /** `parents`: those that matter, in lower case; all where it is left out. */
  async #checkChild(child: string, parents: ReadonlySet<string> | undefined): Promise<void> {
    const orphan = await this.#firstOrphan(child, parents)
    if (orphan === undefined) return
    throw (
      (await this.#nameOrphan(child)) ??
      orphanError(child, '', `a record (rowid ${orphan.rowid})`, orphan.parent)
    )
  }

  async #firstOrphan(child: string, parents: ReadonlySet<string> | undefined): Promise<Row | undefined> {
    const matters = parents === undefined ? '' : 'WHERE lower(parent) IN (SELECT value FROM json_each(?2))'
    try {
      const rows = await this.#connection.all(
        `SELECT CAST(rowid AS TEXT) AS "rowid", parent FROM pragma_foreign_key_check(?1) ${matters} LIMIT 1`,
        child,
        ...(parents === undefined ? [] : [JSON.stringify([...parents])]),
      )
      return rows[0]
    } catch (cause) {
      const what = mismatchIn(cause)
      throw what === undefined ? cause : mismatch(child, what, cause)
    }
  }

  /** The first in the order of records, where SQLite gives a rowid or nothing. */
  async #nameOrphan(name: string): Promise<TaskError | undefined> {
    for (const reference of await this.#references()) {
      const { child, parent, key } = reference
      if (child.table.name !== name) continue
      const [orphan] = await foundOrphans(this.#connection, reference, 1)
      if (orphan === undefined) continue
      const columns = `${key.columns.join(', ')} = ${orphan.values.join(', ')}`
      return orphanError(name, keyText(orphan.key), columns, parent?.table.name ?? key.references.table)
    }
    return undefined
  }
}

const mismatchIn = (error: unknown): string | undefined =>
  /foreign key mismatch - (.*)$/s.exec((error as Error).message)?.[1]

function keyText(key: FoundRecord['key']): string {
  const parts = Object.entries(key).map(([column, value]) => `${column}=${value}`)
  return parts.length === 0 ? '' : ` (${parts.join(', ')})`
}

const orphanError = (child: string, key: string, what: string, parent: unknown): TaskError =>
  new TaskError(`Table ${child}${key}: ${what} refers to no record of table ${parent}.`, {
    hint: `Mend the reference at its source, include ${parent} with all its records, or say what becomes of such records: --on-orphan null, skip or keep. Nothing was changed.`,
  })
