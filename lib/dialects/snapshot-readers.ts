import type { RecordBatch } from '../schema/record-batch.ts'

/** Connections that share a snapshot; each reads one table at a time. */
export class SnapshotReaders<Connection> {
  readonly count: number
  readonly #idle: Connection[]

  constructor(connections: readonly Connection[]) {
    this.count = connections.length
    this.#idle = [...connections]
  }

  /** What `read` gives, with a connection of its own meanwhile. */
  async *use(read: (connection: Connection) => AsyncIterable<RecordBatch>): AsyncGenerator<RecordBatch> {
    const connection = this.#idle.pop()
    if (connection === undefined)
      throw new Error(`the snapshot reads no more than ${this.count} tables at a time`)
    try {
      yield* read(connection)
    } finally {
      this.#idle.push(connection)
    }
  }
}
