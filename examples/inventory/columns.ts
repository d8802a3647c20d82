import type { Knex } from 'knex'

/**
 * Column types that mean the same on SQLite, MySQL, MariaDB and PostgreSQL, where knex's own do not:
 * on SQLite its `decimal` is a float and its `timestamp` has no zone; on MySQL its `uuid` is any text.
 * All columns are nullable until `notNullable()`: MariaDB before 10.10 makes a bare timestamp NOT NULL.
 */
export const columns = (knex: Knex, table: Knex.CreateTableBuilder) => {
  const dialect: string = knex.client.dialect
  if (dialect === 'mysql') table.charset('utf8mb4')

  /** A moment, in UTC whatever the session's time zone is. */
  const instant = (name: string) =>
    dialect === 'sqlite3'
      ? table.specificType(name, 'timestamptz').nullable()
      : table.timestamp(name, { useTz: true, precision: 6 }).nullable()

  return {
    instant,
    /** A moment that the database fills in. */
    createdAt: (name = 'created_at') => instant(name).notNullable().defaultTo(now(knex)),
    /** What the clock on the wall said: no zone, never shifted. */
    wallTime: (name: string) =>
      table.datetime(name, dialect === 'sqlite3' ? {} : { useTz: false, precision: 6 }).nullable(),
    /** Exact to four decimals. */
    money: (name: string) => table.specificType(name, 'decimal(12, 4)').nullable(),
    /** Exact to five decimals: metres, litres, pieces. */
    quantity: (name: string) => table.specificType(name, 'decimal(15, 5)').nullable(),
    /** 64 bits on every engine. */
    double: (name: string) => table.specificType(name, 'double precision').nullable(),
    uuid: (name: string) => {
      if (dialect === 'sqlite3') return table.specificType(name, 'uuid').nullable()
      const column = table.uuid(name).nullable()
      return dialect === 'mysql' ? column.comment('record-tasks:{"type":"uuid"}') : column
    },
    /** SQLite would make a number of the document `1.0` in a column that is declared `json`. */
    json: (name: string) =>
      dialect === 'sqlite3' ? table.specificType(name, 'json_text').nullable() : table.jsonb(name).nullable(),
  }
}

/** SQLite's own CURRENT_TIMESTAMP has neither a fraction nor a zone. */
const now = (knex: Knex): Knex.Raw =>
  knex.client.dialect === 'sqlite3'
    ? knex.raw(`(strftime('%Y-%m-%d %H:%M:%f', 'now') || 'Z')`)
    : knex.raw('CURRENT_TIMESTAMP(6)')
