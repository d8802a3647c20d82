import { ByteWriter } from '../../canonical/byte-writer.js';
import { orderAsWritten } from '../order-as-written.js';
import { readTables } from './catalog.js';
import { readJsonForms } from './json-forms.js';
import { recordOrder } from './record-order.js';
import { RowTranscoder } from './row-transcoder.js';
import { readSequences } from './sequences.js';
import { historyNotes, layoutNotes } from './snapshot-notes.js';
import { quoteName } from './sql-text.js';
/** A batch is handed over when it has grown past this. */
const batchBytes = 1024 * 1024;
/** Batches that may wait for the consumer before the server is made to wait. */
const waitingBatches = 2;
/**
 * One REPEATABLE READ transaction. Tables of engines without transactions (MyISAM, Aria, MEMORY) are read as
 * they are when their turn comes.
 */
export class MysqlSnapshot {
    tables;
    sequences;
    notes;
    #session;
    #stopStatement;
    constructor(session, tables, sequences, notes, stopStatement) {
        this.#session = session;
        this.tables = tables;
        this.sequences = sequences;
        this.notes = notes;
        this.#stopStatement = stopStatement;
    }
    /** `stopStatement` ends the statement that runs in the session, from outside. */
    static async begin(session, stopStatement) {
        await session.run('SET SESSION TRANSACTION ISOLATION LEVEL REPEATABLE READ');
        await session.run('START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY');
        const tables = await readTables(session);
        const notes = [...(await historyNotes(session)), ...layoutNotes(await readJsonForms(session, tables))];
        return new MysqlSnapshot(session, tables, await readSequences(session), notes, stopStatement);
    }
    async *read(table) {
        const transcoder = new RowTranscoder(table);
        const { orderBy, sortLength, sortBuffer } = recordOrder(table, this.#session.flavor);
        await this.#session.run(`SET SESSION max_sort_length = ${sortLength}, sort_buffer_size = ${sortBuffer}`);
        const sql = `SELECT ${transcoder.selectList} FROM ${quoteName(table.name)} ORDER BY ${orderBy}`;
        yield* orderAsWritten(table, this.#batches(sql, transcoder));
    }
    async *#batches(sql, transcoder) {
        const { stream } = this.#session;
        const queue = new BatchQueue(stream);
        const statement = this.#session.run(sql, {
            onRow: (buffer, start, end) => {
                transcoder.writeRow(queue.writer, buffer, start, end);
                queue.endRow();
            },
        });
        statement.then(() => queue.end(), (error) => queue.fail(error));
        try {
            yield* queue.drain();
        }
        finally {
            if (!queue.isOver)
                await this.#abandon(statement, stream);
        }
    }
    /** The consumer went away: the server need not send the rest. */
    async #abandon(statement, stream) {
        await this.#stopStatement();
        stream.resume();
        await statement.catch(() => undefined);
    }
    async estimates() {
        const rows = await this.#session.rows('SELECT table_name AS name, table_rows AS count FROM information_schema.tables WHERE table_schema = DATABASE()');
        return new Map(rows.flatMap(({ name, count }) => (count == null ? [] : [[name, Number(count)]])));
    }
    async close() {
        await this.#session.run('ROLLBACK');
    }
}
/** Between the packets, which come when they come, and the consumer. Holds the server back when it is full. */
class BatchQueue {
    writer = new ByteWriter(batchBytes + batchBytes / 4);
    #stream;
    #batches = [];
    #rows = 0;
    #paused = false;
    #wake;
    #error;
    isOver = false;
    constructor(stream) {
        this.#stream = stream;
    }
    endRow() {
        this.#rows++;
        if (this.writer.length >= batchBytes)
            this.#flush();
    }
    end() {
        if (this.#rows > 0)
            this.#flush();
        this.isOver = true;
        this.#wake?.();
    }
    fail(error) {
        this.#error = error;
        this.isOver = true;
        this.#wake?.();
    }
    async *drain() {
        for (;;) {
            const batch = this.#batches.shift();
            if (batch !== undefined) {
                this.#resume();
                yield batch;
                continue;
            }
            if (this.#error !== undefined)
                throw this.#error;
            if (this.isOver)
                return;
            await new Promise((wake) => {
                this.#wake = wake;
            });
        }
    }
    #flush() {
        const bytes = this.writer.take();
        this.#batches.push({ bytes, rows: this.#rows, release: () => this.writer.recycle(bytes) });
        this.#rows = 0;
        if (this.#batches.length >= waitingBatches && !this.#paused) {
            this.#paused = true;
            this.#stream.pause();
        }
        this.#wake?.();
    }
    #resume() {
        if (!this.#paused)
            return;
        this.#paused = false;
        this.#stream.resume();
    }
}
