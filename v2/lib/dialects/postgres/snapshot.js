import { ByteWriter } from '../../canonical/byte-writer.js';
import { orderAsWritten } from '../order-as-written.js';
import { messageEnd, messageHeader } from './copy-out.js';
import { quoteLocation } from './location.js';
import { orderBy, sortsByBytes } from './record-order.js';
import { RowEncoder } from './row-encoder.js';
import { selectColumn } from './select-column.js';
/** A read that is left early is cancelled, which would end the transaction without it. */
export const savepoint = 'reading';
const batchBytes = 1_000_000;
/** A repeatable-read transaction, which sees one moment of the database until it ends. */
export class PostgresSnapshot {
    tables;
    sequences;
    notes;
    #session;
    #relations;
    #encoding;
    /** @param encoding of the server */
    constructor(session, relations, sequences, encoding, notes) {
        this.#session = session;
        this.#relations = relations;
        this.#encoding = encoding;
        this.tables = [...relations.values()].map((relation) => relation.table);
        this.sequences = sequences;
        this.notes = notes;
    }
    async *read(table) {
        const relation = this.#relations.get(table.name);
        if (!relation)
            throw new Error(`the snapshot has no table ${table.name}`);
        let isWhole = false;
        try {
            yield* orderAsWritten(relation.table, this.#batches(relation));
            isWhole = true;
        }
        finally {
            if (!isWhole)
                await this.#session.executeLast(`ROLLBACK TO SAVEPOINT ${savepoint}`);
        }
    }
    async *#batches(relation) {
        const encoder = new RowEncoder(relation.table.columns, this.#encoding === 'SQL_ASCII');
        const out = new ByteWriter();
        let rows = 0;
        for await (const messages of this.#session.copyOut(this.#copySql(relation))) {
            let at = 0;
            let end = 0;
            while (at < messages.length) {
                if (at === end) {
                    end = messageEnd(messages, at);
                    at += messageHeader;
                }
                at = encoder.encode(out, messages, at, end);
                rows++;
                if (out.length < batchBytes)
                    continue;
                yield taken(out, rows);
                rows = 0;
            }
        }
        if (rows > 0)
            yield taken(out, rows);
    }
    #copySql(relation) {
        const { table } = relation;
        const columns = table.columns.map(selectColumn).join(', ');
        const only = relation.partitioned ? '' : 'ONLY ';
        return `COPY (SELECT ${columns} FROM ${only}${quoteLocation(relation)}${orderBy(table, sortsByBytes(this.#encoding))}) TO STDOUT`;
    }
    async estimates() {
        const relations = [...this.#relations.values()];
        const rows = await this.#session.query(estimatesSql, [
            relations.map((relation) => relation.oid),
        ]);
        const byOid = new Map(rows.map(({ oid, rows }) => [oid, rows]));
        const known = relations.filter((relation) => byOid.has(relation.oid));
        return new Map(known.map((relation) => [relation.table.name, byOid.get(relation.oid)]));
    }
    async close() {
        await this.#session.executeLast('ROLLBACK');
    }
}
function taken(out, rows) {
    const bytes = out.take();
    return { bytes, rows, release: () => out.recycle(bytes) };
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
  GROUP BY p.root HAVING pg_catalog.min(c.reltuples) >= 0`;
