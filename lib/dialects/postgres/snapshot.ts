import { ByteWriter } from '../../canonical/byte-writer.ts'
import type { RecordBatch } from '../../schema/record-batch.ts'
import type { Sequence } from '../../schema/sequence.ts'
import type { Table } from '../../schema/table.ts'
import type { Snapshot } from '../dialect.ts'
import { orderAsWritten } from '../order-as-written.ts'
import { SnapshotReaders } from '../snapshot-readers.ts'
import type { Relation } from './catalog.ts'
import { messageEnd, messageHeader } from './copy-out.ts'
import { quoteLocation } from './location.ts'
import { orderBy, sortsByBytes } from './record-order.ts'
import { RowEncoder } from './row-encoder.ts'
import { selectColumn } from './select-column.ts'
import type { Session } from './session.ts'

/** A read that is left early is cancelled, which would end the transaction without it. */
export const savepoint = 'reading'

const batchBytes = 1_000_000

/** A session of another connection. */
export interface Twin {
  session: Session
  end(): Promise<void>
}

/** A repeatable-read transaction, which sees one moment of the database until it ends. */
export class PostgresSnapshot implements Snapshot {
  readonly tables: readonly Table[]
  readonly sequences: readonly Sequence[]
  readonly notes: readonly string[]
  readonly unreadable: ReadonlySet<string>
  readonly #session: Session
  readonly #twins: readonly Twin[]
  readonly #readers: SnapshotReaders<Session>
  readonly #relations: ReadonlyMap<string, Relation>
  readonly #encoding: string

  /**
   * @param twins further sessions with the same snapshot, ended with it
   * @param encoding of the server
   */
  constructor(
    session: Session,
    twins: readonly Twin[],
    relations: ReadonlyMap<string, Relation>,
    sequences: readonly Sequence[],
    encoding: string,
    notes: readonly string[],
  ) {
    this.#session = session
    this.#twins = twins
    this.#readers = new SnapshotReaders([session, ...twins.map((twin) => twin.session)])
    this.#relations = relations
    this.#encoding = encoding
    this.tables = [...relations.values()].map((relation) => relation.table)
    this.sequences = sequences
    this.notes = notes
    const unreadable = [...relations.values()].filter(({ readable }) => !readable)
    this.unreadable = new Set(unreadable.map(({ table }) => table.name))
  }

  get readers(): number {
    return this.#readers.count
  }

  read(table: Table): AsyncIterable<RecordBatch> {
    const relation = this.#relations.get(table.name)
    if (!relation) throw new Error(`the snapshot has no table ${table.name}`)
    return this.#readers.use((session) => this.#read(relation, session))
  }

  async *#read(relation: Relation, session: Session): AsyncGenerator<RecordBatch> {
    let isWhole = false
    try {
      yield* orderAsWritten(relation.table, this.#batches(relation, session))
      isWhole = true
    } finally {
      if (!isWhole) await session.executeLast(`ROLLBACK TO SAVEPOINT ${savepoint}`)
    }
  }

  async *#batches(relation: Relation, session: Session): AsyncGenerator<RecordBatch> {
    const encoder = new RowEncoder(relation.table.columns, this.#encoding === 'SQL_ASCII')
    const out = new ByteWriter()
    let rows = 0
    for await (const { bytes, release } of session.copyOut(this.#copySql(relation))) {
      let at = 0
      let end = 0
      while (at < bytes.length) {
        if (at === end) {
          end = messageEnd(bytes, at)
          at += messageHeader
        }
        at = encoder.encode(out, bytes, at, end)
        rows++
        if (at === bytes.length) release()
        if (out.length < batchBytes) continue
        yield taken(out, rows)
        rows = 0
      }
    }
    if (rows > 0) yield taken(out, rows)
  }

  #copySql(relation: Relation): string {
    const { table } = relation
    const columns = table.columns.map(selectColumn).join(', ')
    const only = relation.partitioned ? '' : 'ONLY '
    return `COPY (SELECT ${columns} FROM ${only}${quoteLocation(relation)}${orderBy(table, sortsByBytes(this.#encoding))}) TO STDOUT`
  }

  async estimates(): Promise<Map<string, number>> {
    const relations = [...this.#relations.values()]
    const rows = await this.#session.query<{ oid: number; rows: number }>(estimatesSql, [
      relations.map((relation) => relation.oid),
    ])
    const byOid = new Map(rows.map(({ oid, rows }) => [oid, rows]))
    const known = relations.filter((relation) => byOid.has(relation.oid))
    return new Map(known.map((relation) => [relation.table.name, byOid.get(relation.oid)!]))
  }

  async close(): Promise<void> {
    for (const twin of this.#twins) await twin.end()
    await this.#session.executeLast('ROLLBACK')
  }
}

function taken(out: ByteWriter, rows: number): RecordBatch {
  const bytes = out.take()
  return { bytes, rows, release: () => out.recycle(bytes) }
}

/** A table that was never analysed has -1 rows; a partitioned one has those of its partitions. */
const estimatesSql = `
  WITH RECURSIVE part (root, oid) AS (
    SELECT oid, oid FROM unnest($1::oid[]) AS t(oid)
    UNION ALL
    SELECT p.root, i.inhrelid FROM part p
    JOIN pg_catalog.pg_inherits i ON i.inhparent = p.oid
    JOIN pg_catalog.pg_class c ON c.oid = i.inhrelid AND c.relispartition
  )
  SELECT p.root AS oid, pg_catalog.sum(c.reltuples)::float8 AS rows
  FROM part p JOIN pg_catalog.pg_class c ON c.oid = p.oid AND c.relkind <> 'p'
  GROUP BY p.root HAVING pg_catalog.min(c.reltuples) >= 0`
