import { ascii } from '../../canonical/ascii.js';
import { ByteWriter } from '../../canonical/byte-writer.js';
import { MalformedRecord, RecordScanner, valueKind } from '../../canonical/record-scanner.js';
import { RecordRejected } from '../../errors.js';
import { isComputed } from '../../schema/table.js';
import { fieldCheck, isNullButMayNot } from './field-check.js';
import { valueDecoder } from './value-decoder.js';
/** Turns record lines into rows of COPY's text format. Made once per table. */
export class RowDecoder {
    /** The target's columns that get values, in the order of the rows. */
    targets;
    #scanner;
    #fields;
    constructor(plan) {
        const loaded = plan.columns.filter(({ target }) => !isComputed(target));
        const names = plan.source.columns.map((column) => column.name);
        this.targets = loaded.map(({ target }) => target.name);
        this.#scanner = new RecordScanner(names);
        this.#fields = loaded.map(({ source, target }) => ({
            index: names.indexOf(source.name),
            name: source.name,
            decode: valueDecoder(source, target),
            takesNull: target.nullable,
            check: fieldCheck(source, target),
        }));
    }
    /** Appends a batch. Throws RecordRejected. */
    decode(out, { bytes }) {
        let at = 0;
        for (let row = 0; at < bytes.length; row++) {
            at = this.#scan(bytes, at, row);
            this.#decodeRow(out, bytes, row);
        }
    }
    /** Appends those rows that nothing is wrong with, and tells every fault of the others. Throws only for lines that are no records. */
    decodeSound(out, batch, tell) {
        const sound = { rows: [], ends: [] };
        const { bytes } = batch;
        let at = 0;
        for (let row = 0; at < bytes.length; row++) {
            at = this.#scan(bytes, at, row);
            const start = out.length;
            const faults = this.#decodeChecked(out, batch, row);
            if (faults.length === 0) {
                sound.rows.push(row);
                sound.ends.push(out.length);
                continue;
            }
            out.length = start;
            for (const fault of faults)
                tell(fault);
        }
        return sound;
    }
    /** The first fault of a record that the server refused, if it is one that can be seen here: in a trial's words. */
    faultOf(batch, row) {
        let at = 0;
        for (let i = 0; i <= row; i++)
            at = this.#scan(batch.bytes, at, i);
        return this.#decodeChecked(new ByteWriter(4096), batch, row)[0];
    }
    #scan(bytes, at, row) {
        try {
            return this.#scanner.scan(bytes, at);
        }
        catch (error) {
            if (error instanceof MalformedRecord)
                throw new RecordRejected(error.message, { row, cause: error });
            throw error;
        }
    }
    #decodeRow(out, bytes, row) {
        const { starts, ends, kinds } = this.#scanner;
        const fields = this.#fields;
        for (let i = 0; i < fields.length; i++) {
            const { index, decode, name } = fields[i];
            if (i > 0)
                out.byte(ascii.tab);
            const kind = kinds[index];
            if (kind === valueKind.null) {
                writeNull(out);
                continue;
            }
            const reason = decode(out, bytes, starts[index], ends[index], kind);
            if (reason !== undefined)
                throw new RecordRejected(reason, { row, column: name });
        }
        out.byte(ascii.lf);
    }
    #decodeChecked(out, batch, row) {
        const faults = [];
        for (const [i, field] of this.#fields.entries()) {
            if (i > 0)
                out.byte(ascii.tab);
            const reason = this.#decodeField(out, batch.bytes, field);
            if (reason !== undefined)
                faults.push(new RecordRejected(reason, { row, column: field.name, batch }));
        }
        out.byte(ascii.lf);
        return faults;
    }
    #decodeField(out, bytes, { index, decode, takesNull, check }) {
        const { starts, ends, kinds } = this.#scanner;
        const kind = kinds[index];
        if (kind === valueKind.null) {
            writeNull(out);
            return takesNull ? undefined : isNullButMayNot;
        }
        const start = out.length;
        return decode(out, bytes, starts[index], ends[index], kind) ?? check?.(out.buffer, start, out.length);
    }
}
function writeNull(out) {
    out.reserve(2);
    out.buffer[out.length++] = ascii.backslash;
    out.buffer[out.length++] = ascii.upperN;
}
