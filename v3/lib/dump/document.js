import { ascii } from '../canonical/ascii.js';
import { BufferPool } from '../canonical/buffer-pool.js';
import { TableDigest } from './digest.js';
import { layout, noIntegrity, renderHead } from './format.js';
/** Of a document's pieces; a batch that is longer gets a buffer of its own. */
const pieceBytes = 1024 * 1024;
const keptPieces = 4;
/** For the pieces of a document, to be given back when they are written. */
export const documentPool = () => new BufferPool(pieceBytes, keptPieces);
/** Of batches whose lines are longer on average, the lines are pieces as they are, instead of being copied. */
const longLine = 64 * 1024;
/**
 * The document's bytes, in pieces of about a batch, which belong to the caller. `read` is asked for each table of the
 * head, in its order.
 */
export async function* dumpDocument(head, read, onFinished, pool = documentPool()) {
    yield Buffer.from(renderHead(head));
    const integrity = noIntegrity();
    let separator = '';
    for (const table of head.tables) {
        const digest = new TableDigest();
        yield Buffer.from(`${separator}${JSON.stringify(table.name)}:[`);
        for await (const batch of read(table)) {
            if (batch.rows === 0)
                continue;
            const isFirst = digest.rows === 0;
            digest.add(batch);
            if (batch.bytes.length > batch.rows * longLine) {
                yield* longLines(batch, isFirst);
                continue;
            }
            const piece = withCommas(batch, isFirst, pool);
            batch.release?.();
            yield piece;
        }
        yield Buffer.from('\n]');
        separator = ',\n';
        integrity[table.name] = digest.finish();
    }
    onFinished(integrity);
    yield Buffer.from(`},\n"integrity":${JSON.stringify(integrity)},\n${layout.complete}\n`);
}
/** Lines ended by LF become lines separated by `,` and LF; the last one stays open for what follows. */
function withCommas(batch, isFirst, pool) {
    const { bytes } = batch;
    const out = pool.take(bytes.length + batch.rows + 1);
    let at = 0;
    let from = 0;
    while (from < bytes.length) {
        let end = bytes.indexOf(ascii.lf, from);
        if (end < 0)
            end = bytes.length;
        if (at > 0 || !isFirst)
            out[at++] = ascii.comma;
        out[at++] = ascii.lf;
        at += bytes.copy(out, at, from, end);
        from = end + 1;
    }
    return out.subarray(0, at);
}
function* longLines({ bytes }, isFirst) {
    let from = 0;
    while (from < bytes.length) {
        const lf = bytes.indexOf(ascii.lf, from);
        const end = lf < 0 ? bytes.length : lf;
        yield Buffer.from(from > 0 || !isFirst ? ',\n' : '\n');
        yield bytes.subarray(from, end);
        from = end + 1;
    }
}
