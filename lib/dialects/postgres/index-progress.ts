import type { Knex } from 'knex'
import type { ConnectionSettings } from '../dialect.ts'
import { type Connection, makePool } from './connect.ts'
import type { Session } from './session.ts'

const interval = 1_000

interface ProgressRow {
  blocks: string
  allBlocks: string
  tuples: string
  allTuples: string
}

/**
 * Looks every second how far the session is with the index that it makes, from another connection, which a build of
 * less than that never needs. Gives what ends it.
 */
export async function watchIndexBuild(
  session: Session,
  settings: ConnectionSettings,
  tls: Connection['tls'],
  onProgress: (share: number) => void,
): Promise<() => Promise<void>> {
  const [own] = await session.query<{ pid: number }>('SELECT pg_catalog.pg_backend_pid() AS pid')
  let pool: Knex | undefined
  let looking: Promise<void> | undefined
  const look = async () => {
    pool ??= makePool(settings, tls, { min: 0, max: 1 })
    const { rows } = await pool.raw<{ rows: ProgressRow[] }>(
      `SELECT blocks_done AS blocks, blocks_total AS "allBlocks", tuples_done AS tuples, tuples_total AS "allTuples"
      FROM pg_catalog.pg_stat_progress_create_index WHERE pid = ?`,
      [own!.pid],
    )
    if (rows[0]) onProgress(shareOf(rows[0]))
  }
  const timer = setInterval(() => {
    looking ??= look()
      // Where no connection is to be had, there is no progress to be seen.
      .catch(() => {})
      .finally(() => {
        looking = undefined
      })
  }, interval)
  return async () => {
    clearInterval(timer)
    await looking
    await pool?.destroy()
  }
}

/** The table is read, and then its entries are put in order: each about half. */
const shareOf = ({ blocks, allBlocks, tuples, allTuples }: ProgressRow): number =>
  (ratio(blocks, allBlocks) + ratio(tuples, allTuples)) / 2

const ratio = (done: string, all: string): number => (Number(all) > 0 ? Number(done) / Number(all) : 0)
