import { ascii } from '../canonical/ascii.ts'
import type { RecordBatch } from '../schema/record-batch.ts'
import { TableDigest } from './digest.ts'
import { type DumpHead, type Integrity, layout, renderHead } from './format.ts'

/** The document's bytes, in pieces of about a batch. `read` is asked for each table of the head, in its order. */
export async function* dumpDocument(
  head: DumpHead,
  read: (table: DumpHead['tables'][number]) => AsyncIterable<RecordBatch>,
  onFinished: (integrity: Integrity) => void,
): AsyncGenerator<Buffer> {
  yield Buffer.from(renderHead(head))
  const integrity: Integrity = {}
  let separator = ''
  for (const table of head.tables) {
    const digest = new TableDigest()
    yield Buffer.from(`${separator}${JSON.stringify(table.name)}:[`)
    for await (const batch of read(table)) {
      if (batch.rows === 0) continue
      const isFirst = digest.rows === 0
      digest.add(batch)
      yield withCommas(batch, isFirst)
    }
    yield Buffer.from('\n]')
    separator = ',\n'
    integrity[table.name] = digest.finish()
  }
  onFinished(integrity)
  yield Buffer.from(`},\n"integrity":${JSON.stringify(integrity)},\n${layout.complete}\n`)
}

/** Lines ended by LF become lines separated by `,` and LF; the last one stays open for what follows. */
function withCommas(batch: RecordBatch, isFirst: boolean): Buffer {
  const { bytes } = batch
  const out = Buffer.allocUnsafeSlow(bytes.length + batch.rows + 1)
  let at = 0
  let from = 0
  while (from < bytes.length) {
    let end = bytes.indexOf(ascii.lf, from)
    if (end < 0) end = bytes.length
    if (at > 0 || !isFirst) out[at++] = ascii.comma
    out[at++] = ascii.lf
    at += bytes.copy(out, at, from, end)
    from = end + 1
  }
  return out.subarray(0, at)
}
