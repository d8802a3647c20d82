import type { Knex } from 'knex'
import { exitCodes, TaskError } from '../../errors.ts'
import type { ConnectionSettings, DatabaseLock } from '../dialect.ts'
import { lockName } from './advisory-lock.ts'
import { Session } from './session.ts'
import { quoteText } from './sql-text.ts'

/**
 * Two locks of the server: one for the run, held by a session that does nothing else, and one for the connection of its
 * running migration, for the server goes on with an ALTER TABLE whose client was killed.
 */
export async function lockDatabase(settings: ConnectionSettings): Promise<DatabaseLock> {
  const database = settings.database ?? ''
  const name = quoteText(lockName(database, 'update'))
  const session = await Session.open(settings)
  try {
    const free = await session.value(`SELECT GET_LOCK(${name}, 0)`)
    if (free !== '1') throw locked(settings)
    const working = await session.value(`SELECT IS_USED_LOCK(${quoteText(lockName(database, 'migration'))})`)
    if (working !== null) throw stillWorking(settings, working)
  } catch (error) {
    session.close()
    throw error
  }
  let isReleased = false
  return {
    cover: (transaction) => cover(transaction, lockName(database, 'migration')),
    release: async () => {
      // Of a connection that is only cut the server learns later, and the next run would find the lock taken.
      if (!isReleased) await session.value(`SELECT RELEASE_LOCK(${name})`).catch(() => undefined)
      isReleased = true
      session.close()
    },
  }
}

async function cover(transaction: Knex, name: string): Promise<() => Promise<void>> {
  await transaction.raw('SELECT GET_LOCK(?, 0)', [name])
  return async () => {
    await transaction.raw('SELECT RELEASE_LOCK(?)', [name])
  }
}

const locked = ({ display }: ConnectionSettings): TaskError =>
  new TaskError(`Another run is updating or migrating ${display}`, {
    exitCode: exitCodes.locked,
    hint: 'Wait until it has ended.',
  })

const stillWorking = ({ display }: ConnectionSettings, connection: string): TaskError =>
  new TaskError(`The server is still at work on a migration of ${display} whose run is gone`, {
    exitCode: exitCodes.locked,
    hint: `Wait until its statement has ended (SHOW PROCESSLIST), or end it: KILL ${connection}`,
  })
