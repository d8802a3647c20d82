import type { Snapshot } from '../dialects/dialect.ts'
import type { RecordBatch } from '../schema/record-batch.ts'
import type { Table } from '../schema/table.ts'

interface Begun {
  first: Promise<IteratorResult<RecordBatch>>
  batches: AsyncIterator<RecordBatch>
}

/**
 * A snapshot's tables, read in their order, as many at a time as it has readers: those that come next have begun while one
 * is being written, so that their first batch is there when their turn comes. That is what many small tables wait for.
 */
export class TablesAhead {
  readonly #snapshot: Snapshot
  readonly #tables: readonly Table[]
  readonly #begun: Begun[] = []
  #next = 0

  constructor(snapshot: Snapshot, tables: readonly Table[]) {
    this.#snapshot = snapshot
    this.#tables = tables
  }

  /** The batches of the next table. */
  async *read(): AsyncGenerator<RecordBatch> {
    this.#fill(this.#snapshot.readers ?? 1)
    const { first, batches } = this.#begun[0]!
    try {
      for (let result = await first; !result.done; result = await batches.next()) yield result.value
    } finally {
      await batches.return?.()
      this.#begun.shift()
    }
  }

  /** Ends what has begun and was not read. */
  async close(): Promise<void> {
    for (const { first, batches } of this.#begun.splice(0)) {
      await first.catch(() => undefined)
      await batches.return?.()
    }
  }

  #fill(most: number): void {
    while (this.#begun.length < most && this.#next < this.#tables.length) {
      const batches = this.#snapshot.read(this.#tables[this.#next++]!)[Symbol.asyncIterator]()
      const first = batches.next()
      // Awaited when its turn comes; until then a rejection is not unhandled.
      first.catch(() => undefined)
      this.#begun.push({ first, batches })
    }
  }
}
