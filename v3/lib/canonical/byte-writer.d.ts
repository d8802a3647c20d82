/** A buffer that grows. `buffer` may be replaced by any reserve(): read it again afterwards. */
export declare class ByteWriter {
    #private;
    buffer: Buffer;
    length: number;
    constructor(capacity?: number);
    /** Makes room for `count` more bytes. Nothing else checks: every write to `buffer` needs a reserve before it. */
    reserve(count: number): void;
    byte(value: number): void;
    /** Text whose characters are all below U+0100, a byte each. */
    ascii(text: string): void;
    utf8(text: string): void;
    copy(source: Uint8Array, start: number, end: number): void;
    /** Hands over what was written and begins anew; the bytes belong to the caller. */
    take(): Buffer;
    /** Takes back what take() gave, for writing anew. */
    recycle(taken: Buffer): void;
    /** Forgets what was written and keeps the memory: only after nothing refers to it any more. */
    clear(): void;
}
