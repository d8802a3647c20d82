import { rmSync } from 'node:fs'
import { databaseAt } from '../../config/database-at.ts'
import type { ConnectionSettings, EngineName } from '../../lib/dialects/dialect.ts'
import type { TextConnection } from '../servers/connect.ts'
import { createDatabase, type TestDatabase } from '../servers/database.ts'

/** An empty database of each engine, used for one sample after the other: making one takes longer than a sample. */
export class PairOfDatabases {
  readonly source: ConnectionSettings
  readonly target: ConnectionSettings
  readonly isOneEngine: boolean
  readonly #source: EmptiedDatabase
  readonly #target: EmptiedDatabase

  private constructor(source: EmptiedDatabase, target: EmptiedDatabase) {
    this.#source = source
    this.#target = target
    this.source = source.settings
    this.target = target.settings
    this.isOneEngine = source.settings.engine === target.settings.engine
  }

  static async make(source: EngineName, target: EngineName): Promise<PairOfDatabases> {
    return new PairOfDatabases(await EmptiedDatabase.make(source), await EmptiedDatabase.make(target))
  }

  emptySource(): Promise<void> {
    return this.#source.empty()
  }

  async empty(): Promise<void> {
    await this.#source.empty()
    await this.#target.empty()
  }

  async drop(): Promise<void> {
    await this.#source.drop()
    await this.#target.drop()
  }
}

class EmptiedDatabase {
  readonly settings: ConnectionSettings
  readonly #database: TestDatabase
  readonly #connection: TextConnection | undefined

  private constructor(database: TestDatabase, connection: TextConnection | undefined) {
    this.settings = databaseAt(database.url)
    this.#database = database
    this.#connection = connection
  }

  static async make(engine: EngineName): Promise<EmptiedDatabase> {
    const database = await createDatabase(engine, { prefix: 'properties' })
    if (database.file === undefined) return new EmptiedDatabase(database, await database.connect())
    rmSync(database.file)
    return new EmptiedDatabase(database, undefined)
  }

  async empty(): Promise<void> {
    const { file } = this.#database
    if (file !== undefined) return rmSync(file, { force: true })
    if (this.settings.engine === 'postgres') {
      await this.#connection!.query('drop schema public cascade; create schema public')
    } else await this.#dropTables()
  }

  async #dropTables(): Promise<void> {
    const rows = await this.#connection!.query(
      'select table_name from information_schema.tables where table_schema = database()',
    )
    if (rows.length === 0) return
    const names = rows.map(([name]) => `\`${name!.replaceAll('`', '``')}\``)
    await this.#connection!.query(`set foreign_key_checks = 0; drop table ${names.join(', ')}`)
  }

  async drop(): Promise<void> {
    await this.#connection?.end()
    await this.#database.drop()
  }
}
