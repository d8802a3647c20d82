import type { Table } from '../../schema/table.ts'
import type {
  ConnectionSettings,
  Findings,
  LoadPlan,
  OpenOptions,
  TableLoad,
  TableLoadPlan,
  Trial,
} from '../dialect.ts'
import { SqliteConnection, uriOf } from './connection.ts'
import { copyStatement, ownRowid } from './copy-sql.ts'
import { createStatements } from './create-sql.ts'
import { parseCreateTable } from './create-table-sql.ts'
import { writtenColumns } from './encode-cell.ts'
import { findCollisions } from './find-collisions.ts'
import { checkParentKeys, findOrphans } from './find-orphans.ts'
import { explainLack } from './insert-statements.ts'
import { applyOrphanPolicy } from './orphan-policy.ts'
import { type PlacedTable, touchedReferences } from './placed-table.ts'
import { quoteName } from './quote.ts'
import { rowidName } from './read-table.ts'
import { refuseSameNames } from './translate.ts'
import { TrialTable } from './trial-table.ts'
import { type IndexSchema, plainIndexes, type UniqueKey, uniqueKeys } from './unique-keys.ts'

/** As the pragma takes it: kilobytes, negative. */
const cache = -16_000

/** What the target is for a trial: read from it before, for in a transaction it would be locked. */
export interface TrialTarget {
  settings: ConnectionSettings
  tables: readonly Table[]
  encoding: string
}

/** A table that is loaded: what takes its records, and what else is asked of them. */
interface Copy {
  place: PlacedTable
  uniques: readonly UniqueKey[]
}

interface Schema extends IndexSchema {
  /** The SQL of each table, by name. */
  tables: ReadonlyMap<string, string>
}

/**
 * In a private database `main` are the tables of `create` as they would be made, in `copy` those that are loaded,
 * without their keys, and `target` is the target, which is only read: outside any transaction, so that nobody waits.
 */
export class SqliteTrial implements Trial {
  readonly #connection: SqliteConnection
  readonly #plan: LoadPlan
  readonly #findings: Findings
  readonly #target: TrialTarget
  readonly #copies = new Map<TableLoadPlan, Copy>()

  private constructor(connection: SqliteConnection, target: TrialTarget, plan: LoadPlan, findings: Findings) {
    this.#connection = connection
    this.#target = target
    this.#plan = plan
    this.#findings = findings
  }

  static async begin(
    target: TrialTarget,
    options: OpenOptions,
    plan: LoadPlan,
    findings: Findings,
  ): Promise<SqliteTrial> {
    const { settings } = target
    const display = `${settings.display} (copies in the folder for temporary files)`
    const connection = await SqliteConnection.openPrivate({ ...settings, display }, options)
    const trial = new SqliteTrial(connection, target, plan, findings)
    try {
      await trial.#prepare()
      return trial
    } catch (error) {
      await trial.close()
      throw error
    }
  }

  async table(plan: TableLoadPlan): Promise<TableLoad> {
    return new TrialTable(this.#connection, plan, this.#target.encoding, this.#findings)
  }

  async finish(): Promise<void> {
    await this.#connection.run('COMMIT')
    for (const { place, uniques } of this.#copies.values()) {
      for (const key of uniques) await findCollisions(this.#connection, place, key, this.#findings)
    }
    const { orphans: policy } = this.#plan
    const touched = this.#touched()
    const references = touchedReferences(this.#places(), (name) => touched.has(name.toLowerCase())).filter(
      ({ child }) => policy !== 'keep' || !child.isLoaded,
    )
    checkParentKeys(references)
    await applyOrphanPolicy(this.#connection, policy, references)
    for (const reference of references) {
      const orphans = await findOrphans(this.#connection, reference)
      if (orphans !== undefined) this.#findings.orphaned(orphans)
    }
  }

  close(): Promise<void> {
    return this.#connection.close()
  }

  async #prepare(): Promise<void> {
    const connection = this.#connection
    await connection.run(`PRAGMA encoding = '${this.#target.encoding}'`)
    await connection.run('PRAGMA foreign_keys = OFF')
    await connection.run('PRAGMA temp_store = FILE')
    await connection.run(`PRAGMA cache_size = ${cache}`)
    await connection.run(`ATTACH '' AS copy`)
    await connection.run('ATTACH ? AS target', uriOf(this.#target.settings, 'ro'))
    refuseSameNames(
      this.#plan.create.map(({ name }) => name),
      undefined,
      this.#target.tables.map(({ name }) => name),
    )
    for (const table of this.#plan.create) {
      for (const sql of createStatements(table)) await connection.run(sql)
    }
    const made = await this.#readSchema('main')
    const there = await this.#readSchema('target')
    const create = new Set(this.#plan.create)
    for (const load of this.#plan.loads) await this.#copy(load, create.has(load.target) ? made : there)
    await connection.run('BEGIN')
  }

  async #readSchema(name: string): Promise<Schema> {
    const rows = await this.#connection.all(
      `SELECT type, name, sql FROM ${name}.sqlite_schema WHERE type IN ('table', 'index') AND sql IS NOT NULL`,
    )
    const sqlOf = (type: string) =>
      new Map(rows.filter((row) => row.type === type).map((row) => [String(row.name), String(row.sql)]))
    return { name, tables: sqlOf('table'), sql: sqlOf('index') }
  }

  async #copy(plan: TableLoadPlan, schema: Schema): Promise<void> {
    const { target, columns } = plan
    const loaded = new Set(columns.map((pair) => pair.target.name))
    const { checks } = parseCreateTable(schema.tables.get(target.name)!)
    const defaults = await this.#connection.all(
      'SELECT name, dflt_value AS value FROM pragma_table_xinfo(?, ?) WHERE dflt_value IS NOT NULL',
      target.name,
      schema.name,
    )
    const uniques = await uniqueKeys(this.#connection, schema, target)
    try {
      await this.#connection.run(
        copyStatement('copy', target, loaded, {
          checks,
          defaults: new Map(defaults.map(({ name, value }) => [String(name), String(value)])),
        }),
      )
      await this.#tryIndexes(target, [...uniques, ...(await plainIndexes(this.#connection, schema, target))])
    } catch (cause) {
      explainLack(target.name)(cause)
    }
    await this.#compare(schema.name, target)
    const place = {
      table: writtenTable(plan),
      schema: 'copy',
      rowid: rowidName({ columns: target.columns }) ?? quoteName(ownRowid),
      isLoaded: true,
      isEmpty: false,
    }
    const numbered = target.columns.find(({ generated }) => generated === 'identity')?.name
    // Rowids that the target gives are never equal.
    const isGiven = ({ columns: [name, other] }: UniqueKey) =>
      name !== undefined && other === undefined && name === numbered && !loaded.has(name)
    this.#copies.set(plan, { place, uniques: uniques.filter((key) => !isGiven(key)) })
  }

  /** Records reach their indexes only with the functions and the collations of these. */
  async #tryIndexes(table: Table, indexes: readonly UniqueKey[]): Promise<void> {
    for (const { terms, condition } of indexes) {
      const where = condition === undefined ? '' : ` WHERE ${condition}\n`
      await this.#connection.all(
        `SELECT 1 FROM copy.${quoteName(table.name)}${where} ORDER BY ${terms.join(', ')} LIMIT 1`,
      )
    }
  }

  /** The copy is put together from what was read of the original: it must have come out the same. */
  async #compare(schema: string, table: Table): Promise<void> {
    const columns = async (of: string) =>
      JSON.stringify(
        await this.#connection.all(
          'SELECT name, type, hidden FROM pragma_table_xinfo(?, ?) WHERE name <> ?',
          table.name,
          of,
          ownRowid,
        ),
      )
    if ((await columns('copy')) !== (await columns(schema))) {
      throw new Error(`The copy of table ${table.name} has other columns than the original`)
    }
  }

  /** Names in lower case. */
  #touched(): Set<string> {
    const touched = [...this.#plan.clear, ...this.#plan.loads.map(({ target }) => target)]
    return new Set(touched.map(({ name }) => name.toLowerCase()))
  }

  /** All tables, as an import would leave them. */
  #places(): PlacedTable[] {
    const copies = [...this.#copies.values()].map(({ place }) => place)
    const loaded = new Set(copies.map(({ table }) => table.name))
    const cleared = new Set(this.#plan.clear.map(({ name }) => name))
    const created = new Set(this.#plan.create)
    const others = [...this.#target.tables, ...this.#plan.create].filter(({ name }) => !loaded.has(name))
    return [
      ...copies,
      ...others.map((table) => ({
        table,
        schema: created.has(table) ? 'main' : 'target',
        rowid: rowidName(table),
        isLoaded: false,
        isEmpty: cleared.has(table.name),
      })),
    ]
  }
}

/** The table as its copy has it: with a rowid, and with moments in the form in which they are written. */
function writtenTable(plan: TableLoadPlan): Table {
  const { options, ...rest } = plan.target
  return { ...rest, columns: writtenColumns(plan) }
}
