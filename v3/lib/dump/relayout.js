import { ascii } from '../canonical/ascii.js';
import { ByteWriter } from '../canonical/byte-writer.js';
const flushAt = 1024 * 1024;
/**
 * A JSON document in any layout, in the layout of a dump: a line for each property of the document, each table and
 * each record. For dumps that went through another program. Streams: nothing is kept but where it is.
 * What is not JSON goes through as it is, for the reader to find.
 */
export async function* relayout(chunks) {
    const machine = new LayoutMachine();
    for await (const chunk of chunks) {
        machine.push(chunk);
        if (machine.out.length < flushAt)
            continue;
        const lines = machine.out.take();
        yield lines;
        machine.out.recycle(lines);
    }
    machine.out.byte(ascii.lf);
    yield machine.out.take();
}
class LayoutMachine {
    out = new ByteWriter();
    #depth = 0;
    #inString = false;
    #escaped = false;
    /** The property of the document that is being read. */
    #property = '';
    #key = '';
    push(chunk) {
        for (let i = 0; i < chunk.length; i++) {
            const byte = chunk[i];
            if (this.#inString)
                this.#stringByte(byte);
            else if (byte > ascii.space)
                this.#token(byte);
        }
    }
    #stringByte(byte) {
        this.out.byte(byte);
        if (this.#escaped)
            this.#escaped = false;
        else if (byte === ascii.backslash)
            this.#escaped = true;
        else if (byte === ascii.quote)
            this.#inString = false;
        if (this.#inString && this.#depth === 1 && this.#key.length < 32)
            this.#key += String.fromCharCode(byte);
    }
    #token(byte) {
        if (byte === ascii.quote) {
            this.#inString = true;
            if (this.#depth === 1)
                this.#key = '';
        }
        else if (byte === ascii.colon && this.#depth === 1)
            this.#property = this.#key;
        const opens = byte === ascii.openBrace || byte === ascii.openBracket;
        const closes = byte === ascii.closeBrace || byte === ascii.closeBracket;
        if (closes)
            this.#close();
        this.out.byte(byte);
        if (opens)
            this.#open();
        else if (byte === ascii.comma && this.#breaksAfterComma())
            this.out.byte(ascii.lf);
    }
    #open() {
        this.#depth++;
        if (this.#isList(this.#depth))
            this.out.byte(ascii.lf);
    }
    #close() {
        if (this.#isList(this.#depth) && this.out.buffer[this.out.length - 1] !== ascii.lf)
            this.out.byte(ascii.lf);
        this.#depth--;
    }
    /** Whether what stands at this depth has its elements on lines of their own and is opened by the end of a line. */
    #isList(depth) {
        if (depth === 2)
            return this.#property === 'tables' || this.#property === 'records';
        return depth === 3 && this.#property === 'records';
    }
    #breaksAfterComma() {
        return this.#depth === 1 || this.#isList(this.#depth);
    }
}
