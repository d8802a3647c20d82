import type { Session } from './session.ts'
import { ServerError } from './wire-statement.ts'

const rowTooLarge = 1118

export const isRowTooLarge = (error: unknown): boolean =>
  error instanceof ServerError && error.errno === rowTooLarge

/**
 * Strict InnoDB refuses some two hundred texts in a table for rows that none need ever have. Without it a row
 * that does not fit is refused when it comes.
 */
export async function makeLenient(session: Session, sql: string): Promise<void> {
  try {
    await session.run(sql)
  } catch (error) {
    if (!isRowTooLarge(error)) throw error
    await session.run('SET SESSION innodb_strict_mode = 0').catch(() => Promise.reject(error))
    await session.run(sql)
  }
}
