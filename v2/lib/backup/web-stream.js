import { ReadableStream } from 'node:stream/web';
/** For libraries that speak the web's streams. One that is given up early ends its source, and nothing of it is left. */
// Readable.toWeb() does not: it goes on to push into what was given up, which is an error that nobody can catch.
export const webStream = (content) => ReadableStream.from(content);
