import { ascii } from '../../canonical/ascii.js';
import { ByteWriter } from '../../canonical/byte-writer.js';
import { MalformedRecord, RecordScanner, valueKind } from '../../canonical/record-scanner.js';
import { RecordRejected } from '../../errors.js';
import { isComputed, isIdentity } from '../../schema/table.js';
import { cellShape, packetReason, taggedReason, } from './cell-writer.js';
import { Refusal } from './refusal.js';
import { quoteName, quoteNames } from './sql-text.js';
const nullField = Buffer.from('\\N');
const nullLiteral = Buffer.from('NULL');
/** Turns record lines into what a transport takes, and refuses what a column would not hold unchanged. */
export class BatchEncoder {
    /** LOAD DATA statement, or what an INSERT begins with. */
    statement;
    #transport;
    #columns;
    #scanner;
    #limits;
    #isNumbered;
    #out = new ByteWriter();
    #cell = { bytes: Buffer.alloc(0), start: 0, end: 0, kind: valueKind.null };
    /**
     * `numbers`: a further column, for which each row's index in its batch is inserted, counted from 1; the server then
     * goes on after a fault, as LOAD DATA LOCAL does.
     */
    constructor(plan, transport, limits, numbers) {
        const sourceIndex = new Map(plan.source.columns.map((column, index) => [column.name, index]));
        const loaded = plan.columns.filter(({ target }) => !isComputed(target));
        const shapes = assignIdentity(loaded.map(({ target }) => target), loaded.map(({ source, target }) => cellShape(target, source, limits)), plan.target.triggers !== undefined);
        this.#transport = transport;
        this.#limits = limits;
        this.#scanner = new RecordScanner(plan.source.columns.map((column) => column.name));
        this.#columns = loaded.map(({ source, target }, index) => ({
            name: target.name,
            native: target.native,
            source: sourceIndex.get(source.name),
            nullable: target.nullable,
            write: shapes[index].write,
            ...framing(shapes[index], transport),
        }));
        const names = loaded.map(({ target }) => target.name);
        this.statement =
            transport === 'infile'
                ? loadStatement(plan.target.name, names, shapes)
                : insertStatement(plan.target.name, names, numbers);
        this.#isNumbered = numbers !== undefined;
    }
    /** Throws RecordRejected. */
    encode(batch) {
        const encoded = [];
        const out = this.#out;
        let firstRow = 0;
        let at = 0;
        this.#begin();
        for (let row = 0; row < batch.rows; row++) {
            const rowStart = out.length;
            at = this.#encodeRow(batch.bytes, at, row, row > firstRow);
            if (this.#isTooLong()) {
                this.#split(encoded, firstRow, row, rowStart);
                firstRow = row;
            }
        }
        if (batch.rows > firstRow)
            encoded.push({ bytes: out.take(), firstRow, rows: batch.rows - firstRow });
        return encoded;
    }
    /** Everything for which encode() would refuse records of the batch, not only the first. */
    faults(batch) {
        const found = [];
        let at = 0;
        for (let row = 0; row < batch.rows; row++) {
            const faults = [];
            this.#begin();
            at = this.#encodeRow(batch.bytes, at, row, false, faults);
            if (faults.length === 0 && this.#isTooLong())
                faults.push({ reason: this.#packetReason() });
            for (const { reason, column, cause } of faults) {
                found.push(new RecordRejected(reason, { batch, row, column, cause }));
            }
        }
        return found;
    }
    /** To be called once for what encode() gave, when the server has it. */
    recycle(encoded) {
        // Of a batch that was split, several are parts of one buffer.
        if (encoded.length === 1)
            this.#out.recycle(encoded[0].bytes);
    }
    #isTooLong() {
        return this.#transport === 'insert' && this.#out.length > this.#limits.maxPacket - 1024;
    }
    #packetReason() {
        return packetReason(this.#out.length, this.#limits.maxPacket);
    }
    #begin() {
        this.#out.clear();
        if (this.#transport === 'insert')
            this.#out.utf8(this.statement);
    }
    /** The statement has become too long with this row: it ends before it, and the next begins with it. */
    #split(encoded, firstRow, row, rowStart) {
        const all = this.#out.take();
        if (row > firstRow)
            encoded.push({ bytes: all.subarray(0, rowStart), firstRow, rows: row - firstRow });
        this.#begin();
        const rowBytes = row > firstRow ? rowStart + 1 : rowStart;
        this.#out.copy(all, rowBytes, all.length);
        if (this.#isTooLong())
            throw new RecordRejected(this.#packetReason(), { row });
    }
    /** Gives the position after the line. With `faults`, all of the row's go there; else the first is thrown. */
    #encodeRow(bytes, from, row, follows, faults) {
        const next = this.#scan(bytes, from, row, faults);
        if (next < 0)
            return bytes.indexOf(ascii.lf, from) + 1 || bytes.length;
        const out = this.#out;
        const isInsert = this.#transport === 'insert';
        if (isInsert) {
            if (follows)
                out.byte(ascii.comma);
            out.byte(0x28);
            if (this.#isNumbered)
                out.ascii(`${row + 1},`);
        }
        const columns = this.#columns;
        for (let index = 0; index < columns.length; index++) {
            if (index > 0)
                out.byte(isInsert ? ascii.comma : ascii.tab);
            this.#encodeCell(columns[index], bytes, row, faults);
        }
        out.byte(isInsert ? 0x29 : ascii.lf);
        return next;
    }
    /** -1 where the line is no record, and `faults` has it. */
    #scan(bytes, from, row, faults) {
        try {
            return this.#scanner.scan(bytes, from);
        }
        catch (error) {
            if (!(error instanceof MalformedRecord))
                throw error;
            refuseCell({ reason: error.message, cause: error }, row, faults);
            return -1;
        }
    }
    #encodeCell(column, bytes, row, faults) {
        const out = this.#out;
        const kind = this.#scanner.kinds[column.source];
        if (kind === valueKind.null) {
            if (!column.nullable)
                return refuseCell({ reason: 'is null, which the column does not take', column: column.name }, row, faults);
            const word = this.#transport === 'infile' ? nullField : nullLiteral;
            return out.copy(word, 0, word.length);
        }
        const cell = this.#cell;
        cell.bytes = bytes;
        cell.start = this.#scanner.starts[column.source];
        cell.end = this.#scanner.ends[column.source];
        cell.kind = kind;
        try {
            this.#writeCell(column, cell);
        }
        catch (error) {
            if (!(error instanceof Refusal))
                throw error;
            refuseCell({ reason: taggedReason(cell, column.native) ?? error.message, column: column.name }, row, faults);
        }
    }
    #writeCell(column, cell) {
        const out = this.#out;
        out.copy(column.open, 0, column.open.length);
        column.write(out, cell);
        out.copy(column.close, 0, column.close.length);
    }
}
function refuseCell(fault, row, faults) {
    if (faults === undefined) {
        throw new RecordRejected(fault.reason, { row, column: fault.column, cause: fault.cause });
    }
    faults.push(fault);
}
/**
 * MariaDB's LOAD DATA forgets, as soon as it has a SET or the table a trigger of any event, that an AUTO_INCREMENT
 * column was given a value, and then numbers id 0 anew without a word. Unless the column is set there too.
 */
function assignIdentity(targets, shapes, hasTriggers) {
    if (!hasTriggers && !shapes.some(({ wrap }) => wrap))
        return [...shapes];
    return shapes.map((shape, index) => isIdentity(targets[index]) ? { ...shape, wrap: { before: '', after: '' } } : shape);
}
const nothing = Buffer.alloc(0);
function framing({ wrap, quoted }, transport) {
    if (transport === 'infile')
        return { open: nothing, close: nothing };
    const mark = quoted ? "'" : '';
    return {
        open: Buffer.from((wrap?.before ?? '') + mark),
        close: Buffer.from(mark + (wrap?.after ?? '')),
    };
}
function insertStatement(table, names, numbers) {
    if (numbers === undefined)
        return `INSERT INTO ${quoteName(table)} (${quoteNames(names)}) VALUES `;
    return `INSERT IGNORE INTO ${quoteName(table)} (${quoteNames([numbers, ...names])}) VALUES `;
}
function loadStatement(table, names, shapes) {
    const fields = names.map((name, index) => (shapes[index].wrap ? `@v${index}` : quoteName(name)));
    const settings = shapes.flatMap(({ wrap }, index) => {
        if (wrap === undefined)
            return [];
        return [`${quoteName(names[index])} = ${wrap.before}@v${index}${wrap.after}`];
    });
    return (`LOAD DATA LOCAL INFILE 'record-tasks' INTO TABLE ${quoteName(table)} CHARACTER SET utf8mb4 ` +
        "FIELDS TERMINATED BY '\\t' ESCAPED BY '\\\\' LINES TERMINATED BY '\\n' " +
        `(${fields.join(', ')})${settings.length === 0 ? '' : ` SET ${settings.join(', ')}`}`);
}
