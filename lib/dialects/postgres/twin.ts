import type { ConnectionSettings, OpenOptions } from '../dialect.ts'
import { connect } from './connect.ts'
import { Session } from './session.ts'
import { savepoint, type Twin } from './snapshot.ts'

interface TwinPlace {
  settings: ConnectionSettings
  options: OpenOptions
  schemas: readonly string[]
}

/**
 * Up to `count` further sessions that see what the transaction of `session` sees; fewer where the server takes no more
 * connections. To be called outside any savepoint, where a snapshot cannot be exported.
 */
export async function openTwins(session: Session, count: number, place: TwinPlace): Promise<Twin[]> {
  if (count < 1) return []
  const [row] = await session.query<{ id: string }>('SELECT pg_catalog.pg_export_snapshot() AS id')
  const twins: Twin[] = []
  while (twins.length < count) {
    const twin = await openTwin(row!.id, place).catch(() => undefined)
    if (twin === undefined) break
    twins.push(twin)
  }
  place.options.signal?.throwIfAborted()
  return twins
}

async function openTwin(snapshot: string, { settings, options, schemas }: TwinPlace): Promise<Twin> {
  const connection = await connect(settings)
  const session = new Session(connection.client, settings, options)
  const end = async (): Promise<void> => {
    session.close()
    await connection.end()
  }
  try {
    await session.prepare(schemas)
    await session.execute('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY')
    await session.execute(`SET TRANSACTION SNAPSHOT '${snapshot}'`)
    await session.execute(`SAVEPOINT ${savepoint}`)
    return { session, end }
  } catch (error) {
    await end()
    throw error
  }
}
