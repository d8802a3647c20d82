import type { Socket } from 'node:net'
import type { Client } from 'pg'

/** How long the server may take to close a connection. */
const patience = 5_000

export const socketOf = (client: Client): Socket =>
  (client as unknown as { connection: { stream: Socket } }).connection.stream

/** Ends a connection in order; one whose server does not answer is cut. */
export async function endClient(client: Client): Promise<void> {
  const timer = setTimeout(() => socketOf(client).destroy(), patience)
  try {
    await client.end()
  } catch {
    // It has ended, which is what was asked for.
  } finally {
    clearTimeout(timer)
  }
}
