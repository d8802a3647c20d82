import { constants } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { PassThrough } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { exitCodes, TaskError } from '../errors.js';
import { compressionOfContent, decompressor, magicLength } from './compression.js';
import { layout } from './format.js';
const readSize = 256 * 1024;
/** Opens a dump file or stream, and looks at what can be seen without reading it all. */
export async function openByteSource(input, { signal, name: streamName = 'standard input' } = {}) {
    const isFile = typeof input === 'string';
    const name = isFile ? input : streamName;
    const size = isFile ? await checkFile(input) : undefined;
    const stream = isFile ? await openStream(input) : input;
    try {
        const start = await readStart(stream, name);
        if (start.length === 0)
            throw notADump(name, 'is empty');
        const compression = compressionOfContent(start);
        if (isFile && compression === 'none' && size !== undefined) {
            stream.destroy();
            return await openPlainFile(input, size);
        }
        const inflate = await decompressor(compression);
        const chunks = () => chunksOf(stream, inflate, name, signal);
        return { name, compression, size, announced: undefined, chunks, close: () => void stream.destroy() };
    }
    catch (error) {
        stream.destroy();
        throw error;
    }
}
export const notADump = (name, reason) => new TaskError(`${name} ${reason}: not a record dump`, {
    exitCode: exitCodes.damaged,
    hint: 'Name a file that export-records wrote.',
});
async function checkFile(filename) {
    const found = await stat(filename).catch((error) => {
        throw unreadable(filename, error);
    });
    if (found.isDirectory()) {
        throw new TaskError(`${filename} is a directory, not a dump`, { hint: 'Name the dump file with -f.' });
    }
    return found.isFile() ? found.size : undefined;
}
function unreadable(filename, error) {
    const reasons = {
        ENOENT: 'does not exist',
        ENOTDIR: 'does not exist',
        EACCES: 'cannot be read: permission denied',
    };
    return new TaskError(`${filename} ${reasons[error.code ?? ''] ?? `cannot be read: ${error.message}`}`, {
        hint: 'Name the dump file with -f.',
        cause: error,
    });
}
const openFile = (filename) => open(filename, constants.O_RDONLY).catch((error) => {
    throw unreadable(filename, error);
});
async function openStream(filename) {
    const handle = await openFile(filename);
    return handle.createReadStream({ highWaterMark: readSize });
}
async function openPlainFile(filename, size) {
    const handle = await openFile(filename);
    try {
        const announced = await lookAtEnd(handle, filename, size);
        const chunks = () => chunksOfFile(handle);
        const close = () => void handle.close().catch(() => { });
        return { name: filename, compression: 'none', size, announced, chunks, close };
    }
    catch (error) {
        await handle.close();
        throw error;
    }
}
/** By turns in two buffers, so that the disk reads while the last chunk is worked on. */
async function* chunksOfFile(handle) {
    let [buffer, other] = [Buffer.allocUnsafeSlow(readSize), Buffer.allocUnsafeSlow(readSize)];
    let reading = handle.read(buffer, 0, readSize);
    for (;;) {
        const { bytesRead } = await reading;
        if (bytesRead === 0)
            return;
        const chunk = buffer.subarray(0, bytesRead);
        [buffer, other] = [other, buffer];
        reading = handle.read(buffer, 0, readSize);
        // Awaited when the next chunk is asked for, which may be never.
        reading.catch(() => { });
        yield chunk;
    }
}
/** The first bytes, put back before it returns. */
async function readStart(stream, name) {
    const parts = [];
    let length = 0;
    while (length < magicLength) {
        const part = await nextChunk(stream, name);
        if (!part)
            break;
        parts.push(part);
        length += part.length;
    }
    const start = Buffer.concat(parts);
    if (start.length > 0)
        stream.unshift(start);
    return start;
}
function nextChunk(stream, name) {
    return new Promise((resolve, reject) => {
        const settle = (result) => {
            stream.off('readable', onReadable).off('end', onEnd).off('error', onError);
            resolve(result);
        };
        const onReadable = () => {
            const chunk = stream.read();
            if (chunk)
                settle(chunk);
        };
        const onEnd = () => settle(null);
        const onError = (error) => reject(unreadable(name, error));
        if (stream.readableEnded)
            return settle(null);
        stream.on('readable', onReadable).on('end', onEnd).on('error', onError);
        onReadable();
    });
}
const endSize = 256 * 1024;
/**
 * A cut file is refused before anything else happens: only a dump in our own layout is judged by its end.
 * Gives the integrity line, where it is within reach.
 */
async function lookAtEnd(handle, filename, size) {
    const start = await readAt(handle, 0, Math.min(size, 64));
    if (!start.startsWith('{"format":"record-dump","version":1,\n'))
        return undefined;
    const end = await readAt(handle, Math.max(0, size - endSize), Math.min(size, endSize));
    if (end.trimEnd().endsWith(layout.complete))
        return announcedIn(end);
    throw new TaskError(`${filename} is damaged: it is cut, its closing line is missing`, {
        exitCode: exitCodes.damaged,
        hint: 'Export again, or take another copy of the file. Nothing was changed.',
    });
}
async function readAt(handle, position, length) {
    const buffer = Buffer.alloc(length);
    const { bytesRead } = await handle.read(buffer, 0, length, position);
    return buffer.toString('utf8', 0, bytesRead);
}
function announcedIn(end) {
    const line = /\n"integrity":(\{.*\}),\n"complete":true\}\s*$/.exec(end)?.[1];
    try {
        return line === undefined ? undefined : JSON.parse(line);
    }
    catch {
        return undefined;
    }
}
async function* chunksOf(stream, inflate, name, signal) {
    try {
        if (!inflate)
            yield* stream;
        else
            yield* inflated(stream, inflate, signal);
    }
    catch (error) {
        signal?.throwIfAborted();
        throw inflate ? damagedCompression(name, error) : error;
    }
    finally {
        stream.destroy();
    }
}
async function* inflated(stream, inflate, signal) {
    const out = new PassThrough({ highWaterMark: readSize });
    const piping = pipeline(stream, inflate, out, signal ? { signal } : {});
    piping.catch(() => { });
    yield* out;
    await piping;
}
const damagedCompression = (name, cause) => new TaskError(`${name} is damaged: ${cause instanceof Error ? cause.message : String(cause)}`, {
    exitCode: exitCodes.damaged,
    hint: 'The compressed file is cut or changed: export again, or take another copy.',
    cause,
});
