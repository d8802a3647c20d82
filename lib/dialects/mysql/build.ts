import { setTimeout as sleep } from 'node:timers/promises'
import { exitCodes, TaskError } from '../../errors.ts'
import { notBare, usedMeanwhile } from '../half-made.ts'
import { lockName, releaseLock, requireLock, takeLock } from './advisory-lock.ts'
import { buildTable, hasTable } from './catalog.ts'
import { dropAll, droppable } from './drop-all.ts'
import type { Session } from './session.ts'
import { quoteName, quoteText } from './sql-text.ts'

/** How long a fresh connection waits until the server has given up a lost one. */
const undoSeconds = 600
/** The same of a process that was killed a moment ago. */
const killSeconds = 5

/** Takes the lock and leaves the mark. */
export async function beginBuild(session: Session, database: string): Promise<void> {
  await requireLock(session, database)
  try {
    const found = await droppable(session)
    if (found.length > 0) throw notBare(session.settings.display, found)
    await session.run(
      `CREATE TABLE ${quoteName(buildTable)} (id int NOT NULL PRIMARY KEY) ` +
        "COMMENT 'record-tasks is making this database, or was stopped; its next run empties it again'",
    )
  } catch (error) {
    await releaseLock(session, database)
    throw error
  }
}

export async function finishBuild(session: Session, database: string): Promise<void> {
  await session.run(`DROP TABLE ${quoteName(buildTable)}`)
  await releaseLock(session, database)
}

/** On a fresh connection: the one that built may be gone. */
export async function undoBuild(session: Session, database: string): Promise<void> {
  if (!(await takeLock(session, database, undoSeconds))) {
    throw new TaskError('the server still holds the lost connection of this import', {
      exitCode: exitCodes.locked,
      hint: 'When it has let go, the next run of any task empties the database again.',
    })
  }
  await dropAll(session)
}

/** Whether a killed run had begun to make the database. Then it is empty again. */
export async function recoverBuild(session: Session, database: string): Promise<boolean> {
  if (!(await hasBuild(session))) return false
  if (!(await takeLock(session, database, killSeconds))) await requireLock(session, database)
  try {
    // It may have been finished while the lock was waited for.
    if (!(await hasBuild(session))) return false
    const others = await otherConnections(session, database)
    if (others.length > 0) throw usedMeanwhile(session.settings.display, others)
    await dropAll(session)
    return true
  } finally {
    await releaseLock(session, database)
  }
}

const hasBuild = (session: Session): Promise<boolean> => hasTable(session, buildTable)

/** Of the same user at least, and not that which locks the database for an update. Those of the killed run take a moment to end. */
async function otherConnections(session: Session, database: string): Promise<string[]> {
  const until = Date.now() + killSeconds * 1000
  for (;;) {
    const updater = await session.value(`SELECT IS_USED_LOCK(${quoteText(lockName(database, 'update'))})`)
    const ours = [String(session.threadId), updater]
    const others = (await session.rows('SHOW PROCESSLIST')).filter(
      ({ Id, db }) => db === database && !ours.includes(Id ?? null),
    )
    if (others.length === 0 || Date.now() > until)
      return others.map(({ Id, User, Host }) => `${User} from ${Host} (connection ${Id})`)
    await sleep(200)
  }
}
