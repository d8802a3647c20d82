import { ByteWriter } from '../../canonical/byte-writer.ts'

/** To be written to by turns: the bytes of the last one may still be on their way to the server. */
export class WriterPair {
  readonly #writers: [ByteWriter, ByteWriter] = [new ByteWriter(), new ByteWriter()]

  /** An empty one; not the last one where that `isInUse`. */
  next(isInUse: boolean): ByteWriter {
    if (isInUse) this.#writers.reverse()
    const [writer] = this.#writers
    writer.clear()
    return writer
  }
}
