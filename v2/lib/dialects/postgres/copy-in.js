const copyData = 0x64;
const copyDone = Buffer.from([0x63, 0, 0, 0, 4]);
/**
 * COPY … FROM STDIN of bytes that are all there. Statement and data go out together: a stream that waits for the
 * server's invitation (pg-copy-streams) gets it only when the event loop is free, and by then the next batch is
 * being decoded instead of this one loaded. Where the statement fails, the server drops the data, as the protocol
 * promises ("COPY operations").
 */
export class CopyIn {
    rows;
    #sql;
    #bytes;
    #resolve;
    #reject;
    #count = 0;
    constructor(sql, bytes) {
        this.#sql = sql;
        this.#bytes = bytes;
        this.rows = new Promise((resolve, reject) => {
            this.#resolve = resolve;
            this.#reject = reject;
        });
    }
    submit(connection) {
        const { stream } = connection;
        const header = Buffer.alloc(5);
        header.writeUInt8(copyData, 0);
        header.writeInt32BE(this.#bytes.length + 4, 1);
        stream.cork();
        connection.query(this.#sql);
        stream.write(header);
        stream.write(this.#bytes);
        stream.write(copyDone);
        stream.uncork();
    }
    handleCopyInResponse() { }
    handleCommandComplete(message) {
        this.#count = Number(/^COPY (\d+)$/.exec(message.text ?? '')?.[1] ?? 0);
    }
    handleReadyForQuery() {
        this.#resolve(this.#count);
    }
    handleError(error) {
        this.#reject(error);
    }
}
