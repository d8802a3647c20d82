import { createHash } from 'node:crypto'
import type { ConnectionSettings } from '../dialects/dialect.ts'
import type { SchemaHistory } from '../dump/format.ts'
import { exitCodes, TaskError } from '../errors.ts'
import type { AppliedMigration } from '../migrations/migration-history.ts'
import type { Store } from '../store/store.ts'
import type { SchemaState } from './schema-state.ts'

export const stateFormat = 'record-update'
export const stateVersion = 1

/**
 * What the last update of a database did and what is needed to go back from it. It lies beside the backups: in the
 * database it would not outlive a rollback, which empties it (docs/decisions/0010-update-state.md).
 */
export interface UpdateState {
  format: typeof stateFormat
  version: number
  /** When the run began; UTC, to the second. One that goes on with another's work keeps that one's. */
  run: string
  /** Its address without the password. */
  database: string
  /** `record-tasks 1.0.0` */
  tool: string
  phase: 'running' | 'failed' | 'done' | 'rolling back' | 'rolled back'
  /** The schema as it was before. */
  before: SchemaState
  /** And after, when it is done. */
  after?: SchemaHistory | null
  /** Id of the backup of what was there before. */
  backup?: string
  /** No backup was wanted. */
  skippedBackup?: true
  /** Knex's history before, as it must be again. */
  applied: AppliedMigration[]
  /** Of the migrations in it, by name: the SHA-256 of its file. */
  files: Record<string, string>
  /** The one that was begun last, from 1. */
  step?: { position: number; of: number; title: string; began: string }
  /** The one that was begun last and is not known to have ended. */
  migration?: { name: string; isAtomic: boolean }
  /** Why it stopped. */
  error?: string
  rollback?: { way: RollbackWay; step: RollbackStep; safetyId?: string | undefined }
}

/**
 * records: the schema is as it was, and the records alone are replaced, in one transaction. schema: the database is
 * emptied, migrated to the version that it had, and loaded. empty: it was empty, and is emptied.
 */
export type RollbackWay = 'records' | 'schema' | 'empty'

/** In their order; up to `safety` the database is as it was. */
export type RollbackStep = 'check' | 'safety' | 'records' | 'empty' | 'migrate' | 'load' | 'compare' | 'media'

/** Where the state of a database's updates lies. */
export interface StatePlace {
  store: Store
  /** Of the backups. */
  name: string
  settings: ConnectionSettings
}

/** A name may stand for the backups of more than one database: each has its own state. */
function prefixOf({ name, settings }: StatePlace): string {
  const { engine, host, port, socketPath, database, filename } = settings
  const address = JSON.stringify([engine, host, port, socketPath, database, filename])
  return `${name}.update-${createHash('sha256').update(address).digest('hex').slice(0, 12)}.`
}

const pattern = /^(\d+)\.json$/

/** Undefined where no update was made. TaskError 10 where what is there is none. */
export async function readUpdateState(place: StatePlace): Promise<UpdateState | undefined> {
  const newest = (await numbers(place)).at(-1)
  if (newest === undefined) return undefined
  const file = `${prefixOf(place)}${newest}.json`
  const parts: Buffer[] = []
  for await (const part of await place.store.read(file)) parts.push(part as Buffer)
  return parseState(Buffer.concat(parts).toString('utf8'), file, place)
}

/** Under the lock of the database. A store writes a file whole or not at all: the newest number counts. */
export async function writeUpdateState(place: StatePlace, state: UpdateState): Promise<void> {
  const before = await numbers(place)
  const prefix = prefixOf(place)
  async function* content(): AsyncGenerator<Buffer> {
    yield Buffer.from(`${JSON.stringify(state, undefined, 1)}\n`)
  }
  await place.store.write(`${prefix}${(before.at(-1) ?? 0) + 1}.json`, content())
  for (const number of before) await place.store.remove(`${prefix}${number}.json`)
}

async function numbers(place: StatePlace): Promise<number[]> {
  const prefix = prefixOf(place)
  return (await place.store.list(prefix))
    .flatMap(({ name }) => {
      const match = pattern.exec(name.slice(prefix.length))
      return match ? [Number(match[1])] : []
    })
    .sort((a, b) => a - b)
}

function parseState(text: string, file: string, { store }: StatePlace): UpdateState {
  let state: UpdateState
  try {
    state = JSON.parse(text) as UpdateState
  } catch (cause) {
    throw damaged(file, store, 'it is no JSON', cause)
  }
  if (state.format !== stateFormat) throw damaged(file, store, 'it is no state of an update')
  if (state.version > stateVersion) {
    throw new TaskError(`${file} in ${store.display} was written by ${state.tool}, which is newer`, {
      exitCode: exitCodes.usage,
      hint: 'Use that version of record-tasks.',
    })
  }
  return state
}

const damaged = (file: string, store: Store, reason: string, cause?: unknown): TaskError =>
  new TaskError(`${file} in ${store.display} is damaged: ${reason}`, {
    exitCode: exitCodes.damaged,
    hint: 'It says what the last update did. Look at the database, remove the file, and begin anew; tasks list-backups shows what there is to go back to.',
    cause,
  })
