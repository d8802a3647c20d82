/**
 * Walks a stream of chunks line by line, or by runs of lines, with no copy but of lines that straddle chunks.
 * A chunk's memory may be used for the next one; so what comes from here holds until more is asked for.
 */
export declare class Lines {
    #private;
    /** Number of the line that comes next, from 1. */
    number: number;
    constructor(chunks: AsyncIterable<Buffer>);
    /** The next line without its LF; undefined at the end. The last line may lack its LF. */
    next(): Promise<Buffer | undefined>;
    /**
     * All complete lines at hand, at least one, each with its LF; undefined at the end. What follows the last line
     * without an LF at the end of the stream comes alone.
     */
    window(): Promise<Buffer | undefined>;
    /** Whether the window is a line put together here, whose memory nothing else uses: takeWindow() can have it. */
    get windowIsOwn(): boolean;
    /** The window's memory is the caller's until recycle(). */
    takeWindow(): void;
    /** Takes back what takeWindow() gave, to put long lines together in it. */
    recycle(bytes: Buffer): void;
    /** Goes past so many bytes and lines of the window. */
    advance(bytes: number, lines: number): void;
    close(): Promise<void>;
}
