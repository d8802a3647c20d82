import { RecordRejected } from '../../errors.js';
import { isOversized } from '../../schema/record-batch.js';
import { InsertStatements } from './insert-statements.js';
import { RecordEncoder } from './record-encoder.js';
import { isRefusal, refusal } from './refusal.js';
/** So many are inserted one by one, where one of them is at fault: halves of them would take as many statements. */
const fewRows = 8;
/** One table's lines into its copy, without those that the target would refuse. */
export class TrialTable {
    #findings;
    #plan;
    #encoding;
    #encoder;
    #statements;
    /** For parts of a batch that was refused, while the next one is made ready. */
    #partEncoder;
    #running;
    #rows = 0;
    constructor(connection, plan, encoding, findings) {
        this.#plan = plan;
        this.#encoding = encoding;
        this.#findings = findings;
        this.#encoder = new RecordEncoder(plan, encoding);
        this.#statements = new InsertStatements(connection, 'copy', plan.target, encoding);
    }
    async write(batch) {
        const kept = this.#encode(batch);
        await this.#settle();
        this.#running = { batch, kept, ...(await this.#statements.start(this.#encoder)) };
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
    /** Gives the rows without faults; the faults of the others are told. */
    #encode(batch) {
        const { bytes, rows } = batch;
        const kept = [];
        const refuse = ({ reason, row, column }) => this.#findings.refused(new RecordRejected(reason, { row, column, batch }));
        this.#encoder.begin(rows === 1);
        let at = 0;
        for (let row = 0; row < rows; row++) {
            const before = this.#encoder.rows;
            const next = this.#encoder.add(bytes, at, row, refuse);
            if (this.#encoder.rows > before)
                kept.push({ row, at });
            at = next;
        }
        return kept;
    }
    async #settle() {
        if (this.#running === undefined)
            return;
        const { batch, kept, done } = this.#running;
        this.#running = undefined;
        try {
            this.#count(await done, kept.length);
        }
        catch (error) {
            await this.#narrow(batch, kept, error);
        }
    }
    /** Of the rows that were refused together, those that were refused: by halves, for most are without fault. */
    async #narrow(batch, kept, error) {
        if (!isRefusal(error))
            throw error;
        const [only] = kept;
        if (kept.length === 1)
            return this.#findings.refused(refusal(error, only.row, batch));
        const size = kept.length > fewRows ? Math.ceil(kept.length / 2) : 1;
        for (let from = 0; from < kept.length; from += size) {
            await this.#insert(batch, kept.slice(from, from + size));
        }
    }
    async #insert(batch, kept) {
        this.#partEncoder ??= new RecordEncoder(this.#plan, this.#encoding);
        this.#partEncoder.begin(kept.length === 1);
        for (const { at, row } of kept)
            this.#partEncoder.add(batch.bytes, at, row, raise);
        try {
            this.#count(await (await this.#statements.start(this.#partEncoder)).done, kept.length);
        }
        catch (error) {
            await this.#narrow(batch, kept, error);
        }
    }
    #count(changes, rows) {
        if (changes !== rows) {
            throw new Error(`SQLite inserted ${changes} of ${rows} records into a copy of ${this.#plan.target.name}`);
        }
        this.#rows += rows;
    }
}
function raise(rejection) {
    throw rejection;
}
