import { existsSync } from 'node:fs'
import { TaskError } from '../../errors.ts'
import type { Table } from '../../schema/table.ts'
import type {
  ConnectionSettings,
  Load,
  LoadOutcome,
  LoadPlan,
  OpenOptions,
  TableLoad,
  TableLoadPlan,
} from '../dialect.ts'
import { type Row, SqliteConnection } from './connection.ts'
import { createStatements, lateStatements } from './create-sql.ts'
import { quoteName } from './quote.ts'
import { SqliteTableLoad } from './table-load.ts'

/** As the pragma takes it: kilobytes, negative. Keys that come in no order need pages of their index at hand. */
const loadingCache = -32_000
/** Making an index sorts in as much memory again as the cache may take. */
const sortingCache = -8_000

/** All of an import in one transaction: SQLite's DDL is part of it, so there is nothing to journal. */
export class SqliteLoad implements Load {
  readonly #connection: SqliteConnection
  readonly #plan: LoadPlan
  readonly #settings: ConnectionSettings
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
    return new SqliteTableLoad(this.#connection, plan)
  }

  async finish(): Promise<LoadOutcome> {
    await this.#connection.run(`PRAGMA cache_size = ${sortingCache}`)
    for (const table of this.#plan.create) {
      for (const sql of lateStatements(table)) await this.#connection.run(sql)
    }
    for (const plan of this.#plan.loads) await this.#setSequence(plan)
    for (const sql of this.#triggers) await this.#connection.run(sql)
    this.#triggers = []
    await this.#checkForeignKeys()
    return { nulled: 0, skipped: 0 }
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
    for (const table of this.#plan.create) {
      for (const sql of createStatements(table)) await connection.run(sql)
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

  /** Exactly the source's mark, which may be above the highest key; never below that. */
  async #setSequence({ target, columns }: TableLoadPlan): Promise<void> {
    if (!target.options?.includes('AUTOINCREMENT')) return
    const pair = columns.find((candidate) => candidate.target.generated === 'identity')
    if (pair?.source.next === undefined) return
    const mark = String(BigInt(pair.source.next) - 1n)
    const name = target.name
    const highest = `(SELECT coalesce(max(${quoteName(pair.target.name)}), 0) FROM main.${quoteName(name)})`
    await this.#connection.run('DELETE FROM sqlite_sequence WHERE name = ?', name)
    await this.#connection.run(
      `INSERT INTO sqlite_sequence (name, seq) SELECT ?, max(CAST(? AS INTEGER), ${highest})`,
      name,
      mark,
    )
  }

  async #checkForeignKeys(): Promise<void> {
    const touched = new Set(this.#touched().map((table) => table.name.toLowerCase()))
    const rows = await this.#connection.all(
      `SELECT DISTINCT m.name AS child, f."table" AS parent FROM sqlite_schema m, pragma_foreign_key_list(m.name) f
       WHERE m.type = 'table' AND m.rootpage > 0`,
    )
    const children = new Set(
      rows
        .filter(
          (row) =>
            touched.has(String(row.child).toLowerCase()) || touched.has(String(row.parent).toLowerCase()),
        )
        .map((row) => String(row.child)),
    )
    for (const child of children) await this.#checkChild(child)
  }

  async #checkChild(child: string): Promise<void> {
    const orphan = await this.#firstOrphan(child)
    if (orphan === undefined) return
    const parts = await this.#connection.all(
      'SELECT "from", "to" FROM pragma_foreign_key_list(?) WHERE id = ? ORDER BY seq',
      child,
      orphan.fkid,
    )
    const columns = parts.map((part) => String(part.from))
    const where = orphan.rowid === null ? '' : `, rowid ${orphan.rowid}`
    const values = await this.#valuesOf(child, columns, orphan.rowid)
    throw new TaskError(
      `Table ${child}${where}: ${columns.join(', ')}${values} refers to no record of table ${orphan.parent}.`,
      {
        hint: `Include ${orphan.parent} with all its records, or mend the reference at its source. Nothing was changed.`,
      },
    )
  }

  async #firstOrphan(child: string): Promise<Row | undefined> {
    try {
      const rows = await this.#connection.all(
        `SELECT CAST(rowid AS TEXT) AS "rowid", parent, fkid FROM pragma_foreign_key_check(?) LIMIT 1`,
        child,
      )
      return rows[0]
    } catch (cause) {
      if (!/foreign key mismatch/.test((cause as Error).message)) throw cause
      throw new TaskError(
        `The foreign keys of table ${child} cannot be checked: ${(cause as Error).message}.`,
        {
          hint: 'A foreign key must refer to a primary key or to columns with a unique index. Mend the schema first.',
          cause,
        },
      )
    }
  }

  async #valuesOf(table: string, columns: readonly string[], rowid: unknown): Promise<string> {
    if (rowid === null) return ''
    const cells = columns.map((column, index) => `quote(${quoteName(column)}) AS c${index}`)
    const [row] = await this.#connection.all(
      `SELECT ${cells.join(', ')} FROM main.${quoteName(table)} WHERE rowid = CAST(? AS INTEGER)`,
      rowid,
    )
    return row === undefined ? '' : ` = ${columns.map((_, index) => row[`c${index}`]).join(', ')}`
  }
}
