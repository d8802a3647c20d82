import { ascii } from '../../canonical/ascii.js';
import { isOversized } from '../../schema/record-batch.js';
import { InsertStatements } from './insert-statements.js';
import { RecordEncoder } from './record-encoder.js';
import { isRefusal, refusal } from './refusal.js';
/** One table's lines into INSERTs, a batch each. */
export class SqliteTableLoad {
    #plan;
    #encoder;
    #statements;
    #running;
    #rows = 0;
    constructor(connection, plan, encoding) {
        this.#plan = plan;
        this.#encoder = new RecordEncoder(plan, encoding);
        this.#statements = new InsertStatements(connection, 'main', plan.target, encoding);
    }
    async write(batch) {
        this.#encode(batch);
        await this.#settle();
        this.#running = { batch, ...(await this.#statements.start(this.#encoder)) };
        if (!isOversized(batch))
            return;
        this.#encoder.begin();
        await this.#settle();
    }
    async end() {
        await this.#settle();
        await this.#statements.finalize();
        return this.#rows;
    }
    async #settle() {
        if (this.#running === undefined)
            return;
        const { batch, done } = this.#running;
        this.#running = undefined;
        let changes;
        try {
            changes = await done;
        }
        catch (error) {
            throw await this.#rejection(batch, error);
        }
        if (changes !== batch.rows) {
            throw new Error(`SQLite inserted ${changes} of ${batch.rows} records into ${this.#plan.target.name}`);
        }
        this.#rows += batch.rows;
    }
    #encode({ bytes, rows }) {
        this.#encoder.begin(rows === 1);
        let at = 0;
        for (let row = 0; row < rows; row++)
            at = this.#encoder.add(bytes, at, row, raise);
    }
    /** Which record it was: the batch again, one record at a time. What comes after is a rollback. */
    async #rejection(batch, error) {
        if (!isRefusal(error))
            return error;
        let at = 0;
        for (let row = 0; row < batch.rows; row++) {
            const end = batch.bytes.indexOf(ascii.lf, at) + 1 || batch.bytes.length;
            this.#encode({ bytes: batch.bytes.subarray(at, end), rows: 1 });
            try {
                await (await this.#statements.start(this.#encoder)).done;
            }
            catch (cause) {
                return isRefusal(cause) ? refusal(cause, row, batch) : cause;
            }
            at = end;
        }
        return error;
    }
}
function raise(rejection) {
    throw rejection;
}
