import { ascii } from '../../canonical/ascii.js';
const copyData = 0x64;
const copyDone = 0x63;
const errorResponse = 0x45;
/** What stands before a message's content: its kind and, in four bytes, its length without the kind. */
export const messageHeader = 5;
/** Where the message that begins at `at` ends. */
export const messageEnd = (bytes, at) => at + 1 + bytes.readUInt32BE(at + 1);
/** The contents of whole messages. */
export function* contentsOf(messages) {
    for (let at = 0; at < messages.length; at = messageEnd(messages, at)) {
        yield messages.subarray(at + messageHeader, messageEnd(messages, at));
    }
}
/** How much may wait here before the socket is left unread. */
const waitingBytes = 1024 * 1024;
/**
 * COPY … TO STDOUT in the text format. Gives the server's CopyData messages as they lie in what the socket reads,
 * headers and all: the server sends one a row, and a view and a copy of each (pg, pg-copy-streams) cost as much as
 * encoding them. While data flows, the socket is listened to here instead of by pg, which gets every other message.
 */
export class CopyOut {
    #sql;
    #socket;
    #pg;
    #waiting = [];
    #waitingBytes = 0;
    #isPaused = false;
    #isDiscarding = false;
    #isEnded = false;
    #error;
    #wake = () => { };
    /** A message of which not all has come, and how much of it must have come to go on. */
    #parts = [];
    #partBytes = 0;
    #neededBytes = messageHeader;
    /** Contents of messages that end within a row. */
    #rowParts = [];
    constructor(sql) {
        this.#sql = sql;
    }
    /** Buffers of whole CopyData messages, each of whole rows. */
    async *messages() {
        for (;;) {
            const next = this.#waiting.shift();
            if (this.#error)
                throw this.#error;
            if (next) {
                this.#waitingBytes -= next.length;
                if (this.#waitingBytes < waitingBytes)
                    this.#resume();
                yield next;
            }
            else if (this.#isEnded)
                return;
            else {
                await new Promise((resolve) => {
                    this.#wake = resolve;
                });
            }
        }
    }
    /** Lets what still comes go by, so that the connection can be used again. */
    discard() {
        this.#isDiscarding = true;
        this.#waiting = [];
        this.#waitingBytes = 0;
        this.#resume();
    }
    submit(connection) {
        const { stream } = connection;
        const [listener] = stream.listeners('data');
        if (!listener)
            throw new Error('the connection listens to no data');
        this.#socket = stream;
        this.#pg = listener;
        stream.removeListener('data', listener);
        stream.on('data', this.#onData);
        connection.query(this.#sql);
    }
    handleCommandComplete() { }
    handleReadyForQuery() {
        this.#isEnded = true;
        this.#wake();
    }
    handleError(error) {
        this.#error = error;
        this.#wake();
    }
    #onData = (chunk) => {
        const rest = this.#parts.length > 0 ? this.#complete(chunk) : chunk;
        if (rest)
            this.#take(rest);
        if (this.#waitingBytes >= waitingBytes)
            this.#pause();
    };
    #take(chunk) {
        let start = 0;
        let at = 0;
        while (at + messageHeader <= chunk.length) {
            const kind = chunk[at];
            if (isLast(kind)) {
                this.#give(chunk.subarray(start, at));
                return this.#detach(chunk.subarray(at));
            }
            const end = messageEnd(chunk, at);
            if (end > chunk.length)
                break;
            if (kind !== copyData || this.#rowParts.length > 0 || chunk[end - 1] !== ascii.lf) {
                this.#give(chunk.subarray(start, at));
                if (kind === copyData)
                    this.#addRowPart(chunk.subarray(at + messageHeader, end));
                else
                    this.#pg?.(chunk.subarray(at, end));
                start = end;
            }
            at = end;
        }
        this.#give(chunk.subarray(start, at));
        if (at < chunk.length)
            this.#carry(chunk.subarray(at));
    }
    #carry(part) {
        this.#parts = [part];
        this.#partBytes = part.length;
        this.#neededBytes = part.length < messageHeader ? messageHeader : messageEnd(part, 0);
    }
    /** Adds to the message that is not whole; gives what comes after it, once it is. */
    #complete(chunk) {
        const used = this.#neededBytes - this.#partBytes;
        this.#parts.push(chunk.subarray(0, used));
        this.#partBytes += chunk.length;
        if (chunk.length < used)
            return undefined;
        const message = Buffer.concat(this.#parts, this.#neededBytes);
        const rest = chunk.subarray(used);
        this.#parts = [];
        // Only the header has been waited for.
        if (isLast(message[0]) || messageEnd(message, 0) > message.length)
            return Buffer.concat([message, rest]);
        this.#take(message);
        return rest;
    }
    /** The server sends whole rows; the protocol, though, lets whoever stands between cut them elsewhere. */
    #addRowPart(content) {
        this.#rowParts.push(content);
        if (content.at(-1) !== ascii.lf)
            return;
        const header = Buffer.alloc(messageHeader);
        const row = Buffer.concat([header, ...this.#rowParts]);
        row[0] = copyData;
        row.writeUInt32BE(row.length - 1, 1);
        this.#rowParts = [];
        this.#give(row);
    }
    #give(messages) {
        if (messages.length === 0 || this.#isDiscarding)
            return;
        this.#waiting.push(messages);
        this.#waitingBytes += messages.length;
        this.#wake();
    }
    /** Gives the socket back to pg, with what comes after the data. */
    #detach(rest) {
        const listener = this.#pg;
        if (!this.#socket || !listener)
            return;
        this.#pg = undefined;
        this.#socket.removeListener('data', this.#onData);
        this.#socket.on('data', listener);
        this.#resume();
        listener(rest);
    }
    #pause() {
        if (this.#isPaused || !this.#pg)
            return;
        this.#isPaused = true;
        this.#socket?.pause();
    }
    #resume() {
        if (!this.#isPaused)
            return;
        this.#isPaused = false;
        this.#socket?.resume();
    }
}
const isLast = (kind) => kind === copyDone || kind === errorResponse;
