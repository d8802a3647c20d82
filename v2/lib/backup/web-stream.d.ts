import { ReadableStream } from 'node:stream/web';
/** For libraries that speak the web's streams. One that is given up early ends its source, and nothing of it is left. */
export declare const webStream: (content: AsyncIterable<Buffer>) => ReadableStream<Uint8Array>;
