import type { ServerAddress, ServerEngine } from './server.ts'

/** What a test asks the keeper, one line of JSON for each connection to its socket. */
export type Question =
  | { ask: 'engines' }
  | { ask: 'server'; engine: ServerEngine }
  | { ask: 'extra'; engine: ServerEngine; options: readonly string[] }
  | { ask: 'kill' | 'start' | 'stop'; id: string }

export interface Availability {
  engine: ServerEngine
  available: boolean
  /** Why not, or where from. */
  reason: string
  /** A test may have further servers, to kill them. */
  restartable: boolean
}

export interface Extra {
  id: string
  address: ServerAddress
}

export interface Answers {
  engines: Availability[]
  server: ServerAddress
  extra: Extra
  kill: null
  start: null
  stop: null
}

export type Reply = { answer: unknown } | { error: string }

/** Where the run's directory is; set by the global set-up for all workers. */
export const runVariable = 'RECORD_TASKS_TEST_RUN'

export const socketName = 'keeper.sock'
