import { isUtf8 } from 'node:buffer'
import { ByteWriter } from '../../canonical/byte-writer.ts'
import { collectGarbage } from '../../canonical/collect-garbage.ts'
import { writeBase64 } from '../../canonical/encode.ts'
import { isOversized, type RecordBatch } from '../../schema/record-batch.ts'
import type { Column, Table } from '../../schema/table.ts'
import { orderAsWritten } from '../order-as-written.ts'
import { CellParts, partBytes } from './cell-parts.ts'
import { cellSql, mayBeLong } from './cell-sql.ts'
import type { PreparedStatement, Row, SqliteConnection } from './connection.ts'
import { cellEnd } from './finish-cell.ts'
import { hasOwnCollation, refuseKeyCollations } from './own-collation.ts'
import { PageFinisher } from './page-finisher.ts'
import { quoteName, quoteText } from './quote.ts'
import { recordOrder } from './record-order.ts'

const targetBytes = 1_000_000

const firstPageRows = 200
const maxPageRows = 5_000

/** What a page may grow to where all its rows are longer than the last page's; with longer ones it is read in parts. */
const maxPageBytes = 24_000_000

/** Of so many it is not looked for the one with a text that ends cells: all of them are read one at a time. */
const fewRows = 32

/** A longer record is read cell by cell, which takes a third of the memory. */
const maxLineBytes = 2_000_000

/** A function call of SQLite takes 1,000 arguments. */
const maxArguments = 900

/** How rows are found in canonical order: by the value of a position that grows from row to row. */
interface RowSource {
  /** FROM clause; the table is `t`. */
  from: string
  position: string
  release(): Promise<void>
}

/** All rows of a table as canonical lines, in canonical order. */
export async function* readTable(
  connection: SqliteConnection,
  table: Table,
  encoding: string,
): AsyncGenerator<RecordBatch> {
  refuseKeyCollations([table])
  const ordered = await orderable(connection, table)
  yield* orderAsWritten(ordered, readPages(connection, ordered, encoding))
}

/** SQLite gives the cells of many records at once, for an answer costs more than a record. */
async function* readPages(
  connection: SqliteConnection,
  table: Table,
  encoding: string,
): AsyncGenerator<RecordBatch> {
  const source = await rowSource(connection, table, encoding)
  const finisher = new PageFinisher(table.columns)
  const pages = await connection.prepare(pageSql(table, source, encoding))
  const rows = new RowReader(connection, table, source, encoding, finisher)
  let next: Promise<Row[]> | undefined
  try {
    let from = firstPosition
    let limit = firstPageRows
    next = readPage(pages, from, limit)
    while (next !== undefined) {
      const page: Row = (await next)[0]!
      next = undefined
      const count = Number(page.rows)
      if (count === 0) return
      const hasLong = Number(page.lines) < count
      if (hasLong && count > 1) {
        limit = count >> 1
        next = readPage(pages, from, limit)
        continue
      }
      const bytes = toBuffer(page.bytes)
      const isLast = count < limit || page.last === lastPosition
      const isWhole = !hasLong && isUtf8(bytes)
      const start = from
      if (!hasLong) limit = nextLimit(limit, bytes.length / count + finisher.fixedBytes)
      if (!isLast) {
        from = positionAfter(page.last)
        // SQLite works on the next page in its own thread while this one is finished here.
        if (isWhole) next = readPage(pages, from, limit)
        next?.catch(() => undefined)
      }
      const lines = isWhole ? finisher.finish(bytes, count) : undefined
      if (lines !== undefined) {
        yield { bytes: lines, rows: count, release: () => finisher.recycle(lines) }
      } else if (isWhole && count > fewRows) {
        await next
        limit = count >> 1
        from = start
        next = readPage(pages, from, limit)
        continue
      } else yield* rows.between(start, count)
      if (!isLast) next ??= readPage(pages, from, limit)
    }
  } finally {
    // A reader that left early left a page on its way.
    await next?.catch(() => undefined)
    await pages.finalize()
    await rows.finalize()
    await source.release()
  }
}

const readPage = (pages: PreparedStatement, from: string, limit: number): Promise<Row[]> =>
  pages.all(from, limit, Math.min(maxLineBytes, Math.floor(maxPageBytes / limit)))

const nextLimit = (limit: number, recordBytes: number): number =>
  Math.max(1, Math.min(maxPageRows, limit * 8, Math.floor(targetBytes / recordBytes)))

const toBuffer = (value: unknown): Buffer =>
  Buffer.isBuffer(value) ? value : Buffer.from(String(value ?? ''))

function pageSql(table: Table, source: RowSource, encoding: string): string {
  const isLong = askedForLength(table).map((column) => `octet_length(${cellOf(column)}) > ?3`)
  const line =
    isLong.length === 0
      ? cellsExpression(table)
      : `CASE WHEN ${anyOf(isLong)} THEN NULL ELSE ${cellsExpression(table)} END`
  const joined = `group_concat(line, '')`
  // A UTF-16 database would give its own bytes for a blob. And for a LIMIT that is just a parameter the planner looks at what
  // is bound, so that the statement would be prepared anew for each page.
  const bytes = encoding === 'UTF-8' ? `CAST(${joined} AS BLOB)` : joined
  return `SELECT ${bytes} AS bytes, count(line) AS lines, count(*) AS rows, CAST(max(position) AS TEXT) AS last
FROM (SELECT position, CASE WHEN octet_length(line) <= ?3 THEN line END AS line FROM (
  SELECT ${source.position} AS position, ${line} AS line FROM ${source.from}
  WHERE ${fromPosition(source)} ORDER BY ${source.position} LIMIT ?2 + 0))`
}

/** Positions are bound as text: the driver binds what is beyond 2^31 as a double. */
const fromPosition = (source: RowSource): string => `${source.position} >= CAST(?1 AS INTEGER)`

const firstPosition = '-9223372036854775808'

const lastPosition = '9223372036854775807'

const positionAfter = (position: unknown): string => String(BigInt(position as string) + 1n)

/** Of so many the header of a record may not fit its page. */
const manyColumns = 32

/**
 * A record's header is read as far as a column asks, and anew where it goes on beyond its page. So the last column is
 * asked first.
 */
function askedForLength({ columns }: Table): readonly Column[] {
  const long = columns.filter(mayBeLong)
  return columns.length > manyColumns ? [columns.at(-1)!, ...long] : long
}

/** What is asked of a cell compares it: not under a collation that is not there. */
const cellOf = (column: Column): string =>
  hasOwnCollation(column) ? `(t.${quoteName(column.name)} COLLATE BINARY)` : `t.${quoteName(column.name)}`

function cellsExpression({ columns }: Table): string {
  const end = quoteText(String.fromCharCode(cellEnd))
  return concatenated(columns.flatMap((column) => [cellSql(column, cellOf(column)), end]))
}

function concatenated(parts: readonly string[]): string {
  if (parts.length <= maxArguments) return `concat(${parts.join(',\n')})`
  const groups: string[] = []
  for (let from = 0; from < parts.length; from += maxArguments) {
    groups.push(`concat(${parts.slice(from, from + maxArguments).join(',\n')})`)
  }
  return `concat(${groups.join(',\n')})`
}

/** OR in a tree, for an expression may be no deeper than 1,000. */
function anyOf(conditions: readonly string[]): string {
  if (conditions.length <= 2) return `(${conditions.join(' OR ')})`
  const middle = conditions.length >> 1
  return `(${anyOf(conditions.slice(0, middle))} OR ${anyOf(conditions.slice(middle))})`
}

async function rowSource(connection: SqliteConnection, table: Table, encoding: string): Promise<RowSource> {
  const name = quoteName(table.name)
  const rowid = rowidName(table)
  const [key] = table.primaryKey
  const isRowidKey =
    table.primaryKey.length === 1 &&
    table.columns.find((column) => column.name === key)?.generated === 'identity'
  if (isRowidKey) {
    return {
      from: `main.${name} AS t NOT INDEXED`,
      position: `t.${quoteName(key!)}`,
      release: async () => undefined,
    }
  }
  return sortedSource(connection, table, rowid, encoding)
}

/** Every other table's order is worked out once, as the rows' places in a temporary table: no OFFSET, nothing quadratic. */
async function sortedSource(
  connection: SqliteConnection,
  table: Table,
  rowid: string | undefined,
  encoding: string,
): Promise<RowSource> {
  if (rowid === undefined && table.primaryKey.length === 0) return copiedSource(connection, table, encoding)
  const locators = rowid === undefined ? table.primaryKey.map(quoteName) : [rowid]
  const order = recordOrder(table, 't', encoding)
  const selected = locators.map((locator, index) => `t.${locator} AS k${index}`)
  await connection.run('DROP TABLE IF EXISTS temp.record_order')
  await connection.run(
    `CREATE TEMP TABLE record_order AS SELECT ${selected.join(', ')} FROM main.${quoteName(table.name)} AS t ORDER BY ${order.join(', ')}`,
  )
  const match = locators.map((locator, index) => `t.${locator} = o.k${index}`).join(' AND ')
  return {
    from: `temp.record_order AS o CROSS JOIN main.${quoteName(table.name)} AS t ON ${match}`,
    position: 'o.rowid',
    release: async () => connection.undo('DROP TABLE IF EXISTS temp.record_order'),
  }
}

/** Keys of SQLite may be null in several records, which their other columns then put in order. */
async function orderable(connection: SqliteConnection, table: Table): Promise<Table> {
  const isKey = ({ name }: Column): boolean => table.primaryKey.includes(name)
  const nulls = table.columns.filter((column) => isKey(column) && column.nullable)
  if (nulls.length === 0) return table
  const isNull = nulls.map((column) => `${cellOf(column)} IS NULL`)
  const [row] = await connection.all(
    `SELECT EXISTS (SELECT 1 FROM main.${quoteName(table.name)} AS t WHERE ${isNull.join(' OR ')}) AS found`,
  )
  if (row!.found === 0) return table
  const others = table.columns.filter((column) => !isKey(column))
  return { ...table, primaryKey: [...table.primaryKey, ...others.map(({ name }) => name)] }
}

/** Where neither a key nor a rowid that could be named leads back to the rows, they are copied; without types, as they are. */
async function copiedSource(
  connection: SqliteConnection,
  table: Table,
  encoding: string,
): Promise<RowSource> {
  const copies = table.columns.map((_, index) => `c${index}`)
  const cells = table.columns.map((column) => `t.${quoteName(column.name)}`)
  await connection.run('DROP TABLE IF EXISTS temp.record_order')
  await connection.run(`CREATE TEMP TABLE record_order (place INTEGER PRIMARY KEY, ${copies.join(', ')})`)
  await connection.run(
    `INSERT INTO temp.record_order (${copies.join(', ')}) SELECT ${cells.join(', ')} FROM main.${quoteName(table.name)} AS t ORDER BY ${recordOrder(table, 't', encoding).join(', ')}`,
  )
  const named = table.columns.map((column, index) => `c${index} AS ${quoteName(column.name)}`)
  return {
    from: `(SELECT place AS "record-tasks place", ${named.join(', ')} FROM temp.record_order) AS t`,
    position: 't."record-tasks place"',
    release: async () => connection.undo('DROP TABLE IF EXISTS temp.record_order'),
  }
}

/** A name for the rowid that no column hides; undefined where there is no rowid. */
export function rowidName(table: Pick<Table, 'columns' | 'options'>): string | undefined {
  if (table.options?.includes('WITHOUT ROWID')) return undefined
  const names = new Set(table.columns.map((column) => column.name.toLowerCase()))
  return ['rowid', '_rowid_', 'oid'].find((name) => !names.has(name))
}

/* What a cell comes as: what cellSql() gives, its bytes, or the length of bytes that are still to be read. */
const given = 'g'
const blob = 'b'
const longText = 'T'
const longBlob = 'B'

/** Reads rows one at a time and cell by cell: those with long cells, and those with a text that is not UTF-8 or holds what ends cells. */
class RowReader {
  readonly #connection: SqliteConnection
  readonly #table: Table
  readonly #source: RowSource
  readonly #encoding: string
  readonly #finisher: PageFinisher
  #statement: PreparedStatement | undefined
  readonly #out = new ByteWriter(0)

  constructor(
    connection: SqliteConnection,
    table: Table,
    source: RowSource,
    encoding: string,
    finisher: PageFinisher,
  ) {
    this.#finisher = finisher
    this.#encoding = encoding
    this.#connection = connection
    this.#table = table
    this.#source = source
  }

  /** The next `count` rows from a position on, in batches. */
  async *between(from: string, count: number): AsyncGenerator<RecordBatch> {
    this.#statement ??= await this.#connection.prepare(this.#sql())
    let position = from
    let rows = 0
    for (let read = 0; read < count; read++) {
      const [row] = await this.#statement.all(position)
      if (row === undefined) break
      await this.#writeRow(row)
      rows++
      if (this.#out.length >= targetBytes) {
        yield this.#taken(rows)
        rows = 0
      }
      if (row.position === lastPosition) break
      position = positionAfter(row.position)
    }
    if (rows > 0) yield this.#taken(rows)
  }

  #taken(rows: number): RecordBatch {
    const bytes = this.#out.take()
    if (isOversized({ bytes })) collectGarbage()
    return { bytes, rows, release: () => this.#out.recycle(bytes) }
  }

  async finalize(): Promise<void> {
    await this.#statement?.finalize()
  }

  /** Blobs as they are: as digits they would be in memory thrice. What is longer than a part comes by itself. */
  #sql(): string {
    const givesUtf8 = this.#encoding === 'UTF-8'
    const kinds: string[] = []
    const cells: string[] = []
    for (const [index, column] of this.#table.columns.entries()) {
      const cell = cellOf(column)
      const text = cellSql(column, cell)
      // A UTF-16 database would give its own bytes for a blob, and the driver doubles for integers.
      const bytes = `CAST(${text} AS ${givesUtf8 ? 'BLOB' : 'TEXT'})`
      const isLong = `octet_length(${cell}) > ${partBytes}`
      const ofText =
        givesUtf8 && column.type === 'text' ? `iif(${isLong}, '${longText}', '${given}')` : `'${given}'`
      const kind = `CASE typeof(${cell}) WHEN 'blob' THEN iif(${isLong}, '${longBlob}', '${blob}') WHEN 'text' THEN ${ofText} ELSE '${given}' END`
      kinds.push(kind)
      cells.push(
        `CASE ${kind} WHEN '${given}' THEN ${bytes} WHEN '${blob}' THEN ${cell} ELSE octet_length(${cell}) END AS c${index}`,
      )
    }
    return `SELECT CAST(${this.#source.position} AS TEXT) AS position, ${concatenated(kinds)} AS kinds, ${cells.join(', ')}
FROM ${this.#source.from} WHERE ${fromPosition(this.#source)} ORDER BY ${this.#source.position} LIMIT 1`
  }

  async #writeRow(row: Row): Promise<void> {
    const kinds = row.kinds as string
    for (const [index, column] of this.#table.columns.entries()) {
      this.#finisher.begin(this.#out, index)
      await this.#writeCell(column, index, row.position, kinds[index]!, row[`c${index}`])
    }
    this.#out.ascii('}\n')
  }

  async #writeCell(
    column: Column,
    index: number,
    position: unknown,
    kind: string,
    cell: unknown,
  ): Promise<void> {
    if (kind === longText || kind === longBlob) return this.#writeLong(column, position, kind, Number(cell))
    const bytes = toBuffer(cell)
    if (kind === blob) this.#writeBlob(column, bytes)
    else if (isUtf8(bytes)) this.#finisher.cell(this.#out, index, bytes, 0, bytes.length)
    else this.#writeTagged('$invalid', await this.#rawText(column, position))
  }

  async #writeLong(column: Column, position: unknown, kind: string, length: number): Promise<void> {
    const statement = await this.#connection.prepare(
      `SELECT substr(CAST(${cellOf(column)} AS BLOB), ?1, ?2) AS bytes FROM ${this.#source.from} WHERE ${this.#source.position} = CAST(?3 AS INTEGER)`,
    )
    const parts = new CellParts(statement, position, length)
    try {
      if (kind === longText && (await parts.writeText(this.#out))) return
      const tag = kind === longText ? '$invalid' : column.type === 'binary' ? undefined : '$blob'
      if (tag !== undefined) this.#out.ascii(`{"${tag}":`)
      await parts.writeBase64(this.#out)
      if (tag !== undefined) this.#out.ascii('}')
    } finally {
      await statement.finalize()
    }
  }

  #writeBlob(column: Column, cell: Buffer): void {
    if (column.type === 'binary') writeBase64(this.#out, cell, 0, cell.length)
    else this.#writeTagged('$blob', cell)
  }

  #writeTagged(tag: string, bytes: Buffer): void {
    this.#out.ascii(`{"${tag}":`)
    writeBase64(this.#out, bytes, 0, bytes.length)
    this.#out.ascii('}')
  }

  async #rawText(column: Column, position: unknown): Promise<Buffer> {
    const [row] = await this.#connection.all(
      `SELECT CAST(${cellOf(column)} AS BLOB) AS bytes FROM ${this.#source.from} WHERE ${this.#source.position} = CAST(? AS INTEGER)`,
      position,
    )
    return row!.bytes as Buffer
  }
}
