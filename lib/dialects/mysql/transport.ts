import type { CellLimits } from './cell-writer.ts'
import type { Session } from './session.ts'

/** `infile`: LOAD DATA LOCAL; `insert`: rows of literals, for servers that do not allow it. */
export type Transport = 'infile' | 'insert'

/** How records get into this server, and what it takes at most. */
export async function readTransport(session: Session): Promise<{ transport: Transport; limits: CellLimits }> {
  const [row] = await session.rows('SELECT @@GLOBAL.local_infile AS is_local, @@max_allowed_packet AS packet')
  return {
    transport: row?.is_local === '1' ? 'infile' : 'insert',
    limits: { flavor: session.flavor, maxPacket: Number(row?.packet) },
  }
}
