import { setTimeout as sleep } from 'node:timers/promises'
import { exitCodes, TaskError } from '../../errors.ts'
import { notBare, usedMeanwhile } from '../half-made.ts'
import { takeSessionLock, unlockSql } from './advisory-lock.ts'
import { buildTable } from './catalog.ts'
import { dropAll, droppable } from './drop-all.ts'
import { quoteLocation } from './location.ts'
import { quoteText } from './quote.ts'
import type { Session } from './session.ts'

/** How long the server may take to notice that a killed or lost client is gone, in milliseconds. */
const patience = 10_000
const pause = 200

/** `reco`, as lock-database.ts takes it; imports take no other lock of this class without being at work. */
const updateClass = 0x7265636f

export interface BuildPlace {
  display: string
  databaseName: string
  schemas: readonly string[]
}

const mark = ({ schemas }: BuildPlace): string =>
  quoteLocation({ schema: schemas[0] ?? 'public', relation: buildTable })

/** Takes the lock and leaves the mark. */
export async function beginBuild(session: Session, place: BuildPlace): Promise<void> {
  await takeSessionLock(session, place.databaseName)
  try {
    const found = await droppable(session, place.schemas)
    if (found.length > 0) throw notBare(place.display, found)
    await session.execute(`CREATE TABLE ${mark(place)} (id integer PRIMARY KEY)`)
  } catch (error) {
    await session.executeLast(unlockSql)
    throw error
  }
  await session.execute(
    `COMMENT ON TABLE ${mark(place)} IS 'record-tasks is making this database, or was stopped; its next run empties it again'`,
  )
}

export async function finishBuild(session: Session, place: BuildPlace): Promise<void> {
  await session.execute(`DROP TABLE ${mark(place)}`)
  await session.executeLast(unlockSql)
}

/** On a fresh connection, as soon as the one that built has let go of the lock. */
export async function undoBuild(session: Session, { databaseName, schemas }: BuildPlace): Promise<void> {
  const until = Date.now() + patience
  for (;;) {
    try {
      return await dropAll(session, databaseName, schemas)
    } catch (error) {
      const isLocked = error instanceof TaskError && error.exitCode === exitCodes.locked
      if (!isLocked || Date.now() > until) throw error
    }
    await sleep(pause)
  }
}

/** Whether a killed run had begun to make the database. Then it is empty again. */
export async function recoverBuild(session: Session, place: BuildPlace): Promise<boolean> {
  if (!(await hasBuild(session, place))) return false
  const others = await otherConnections(session)
  // Those of a build that is alive are its own.
  if (others.length > 0) {
    await takeSessionLock(session, place.databaseName)
    await session.executeLast(unlockSql)
    if (await hasBuild(session, place)) throw usedMeanwhile(place.display, others)
    return false
  }
  await undoBuild(session, place)
  return true
}

async function hasBuild(session: Session, place: BuildPlace): Promise<boolean> {
  const [row] = await session.query<{ found: boolean }>(
    `SELECT pg_catalog.to_regclass(${quoteText(mark(place))}) IS NOT NULL AS found`,
  )
  return row?.found === true
}

/** But for those that lock the database for an update. Those of a killed run take a moment to end. */
async function otherConnections(session: Session): Promise<string[]> {
  const until = Date.now() + patience / 2
  for (;;) {
    const others = await session.query<{ other: string }>(
      `SELECT concat(usename, ' (process ', pid, coalesce(', ' || nullif(application_name, ''), ''), ')') AS other
      FROM pg_catalog.pg_stat_activity
      WHERE datname = pg_catalog.current_database() AND pid <> pg_catalog.pg_backend_pid() AND backend_type = 'client backend'
        AND pid NOT IN (SELECT pid FROM pg_catalog.pg_locks WHERE locktype = 'advisory' AND classid = ${updateClass})`,
    )
    if (others.length === 0 || Date.now() > until) return others.map(({ other }) => other)
    await sleep(pause)
  }
}
