import { Cron } from 'croner'
import { exitCodes, TaskError } from '../errors.ts'

/**
 * The moments of a cron expression in a time zone. A time that the start of summer leaves out comes as soon as it can;
 * one that comes twice at its end comes once.
 */
export interface CronTimes {
  /** The first one after a moment. */
  after(moment: Date): Date
  /** Whether there is one after `from`, up to and with `to`. */
  anyBetween(from: Date, to: Date): boolean
}

/** TaskError 2 where it is no expression of five fields (or `@daily` and the like), or never comes. */
export function cronTimes(expression: string, timezone = 'UTC'): CronTimes {
  const cron = parse(expression, timezone)
  const after = (moment: Date): Date => {
    const next = cron.nextRun(moment)
    if (!next) throw neverComes(expression)
    return next
  }
  return { after, anyBetween: (from, to) => after(from) <= to }
}

function parse(expression: string, timezone: string): Cron {
  try {
    const cron = new Cron(expression, { timezone, paused: true, mode: '5-part' })
    if (!cron.nextRun()) throw neverComes(expression)
    return cron
  } catch (error) {
    if (error instanceof TaskError) throw error
    throw new TaskError(`${JSON.stringify(expression)} is no cron expression: ${(error as Error).message}`, {
      exitCode: exitCodes.usage,
      hint: 'Five fields: minute, hour, day of the month, month, day of the week; "0 3 * * *" is every day at three.',
      cause: error,
    })
  }
}

const neverComes = (expression: string): TaskError =>
  new TaskError(`The cron expression ${JSON.stringify(expression)} never comes`, {
    exitCode: exitCodes.usage,
    hint: 'There is no such day.',
  })
