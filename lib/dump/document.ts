import { ascii } from '../canonical/ascii.ts'
import { BufferPool } from '../canonical/buffer-pool.ts'
import type { RecordBatch } from '../schema/record-batch.ts'
import { TableDigest } from './digest.ts'
import { type DumpHead, type Integrity, layout, noIntegrity, renderHead } from './format.ts'

/** Of a document's pieces, with room for a batch and its commas; a batch that is longer becomes several. */
const pieceBytes = 1280 * 1024
const keptPieces = 4
const separatorBytes = 2

/** For the pieces of a document, to be given back when they are written. */
export const documentPool = (): BufferPool => new BufferPool(pieceBytes, keptPieces)

/**
 * The document's bytes, in pieces of about a batch, which belong to the caller. `read` is asked for each table of the
 * head, in its order.
 */
export async function* dumpDocument(
  head: DumpHead,
  read: (table: DumpHead['tables'][number]) => AsyncIterable<RecordBatch>,
  onFinished: (integrity: Integrity) => void,
  pool: BufferPool = documentPool(),
): AsyncGenerator<Buffer> {
  yield Buffer.from(renderHead(head))
  const integrity = noIntegrity()
  let separator = ''
  for (const table of head.tables) {
    const digest = new TableDigest()
    yield Buffer.from(`${separator}${JSON.stringify(table.name)}:[`)
    for await (const batch of read(table)) {
      if (batch.rows === 0) continue
      const isFirst = digest.rows === 0
      digest.add(batch)
      yield* piecesOf(batch, isFirst, pool)
    }
    yield Buffer.from('\n]')
    separator = ',\n'
    integrity[table.name] = digest.finish()
  }
  onFinished(integrity)
  yield Buffer.from(`},\n"integrity":${JSON.stringify(integrity)},\n${layout.complete}\n`)
}

/** Lines ended by LF become lines separated by `,` and LF; the last one stays open for what follows. Releases the batch. */
function* piecesOf(batch: RecordBatch, isFirst: boolean, pool: BufferPool): Generator<Buffer> {
  const { bytes } = batch
  let piece = pool.take()
  let at = 0
  let from = 0
  while (from < bytes.length) {
    const lf = bytes.indexOf(ascii.lf, from)
    const end = lf < 0 ? bytes.length : lf
    if (at + separatorBytes > piece.length) {
      yield piece.subarray(0, at)
      piece = pool.take()
      at = 0
    }
    if (from > 0 || !isFirst) piece[at++] = ascii.comma
    piece[at++] = ascii.lf
    while (end - from > piece.length - at) {
      from += bytes.copy(piece, at, from, end)
      yield piece
      piece = pool.take()
      at = 0
    }
    at += bytes.copy(piece, at, from, end)
    from = end + 1
  }
  batch.release?.()
  yield piece.subarray(0, at)
}
