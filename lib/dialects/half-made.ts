import { exitCodes, TaskError } from '../errors.ts'
import { someNames } from '../some-of.ts'

const shownNames = 5

/** Of a database that build() is to make and that has something already, though no tables. */
export function notBare(display: string, found: readonly string[]): TaskError {
  return new TaskError(
    `${display} is not empty: it has ${someNames(found, shownNames)}, which migrations may be about to make`,
    {
      exitCode: exitCodes.notEmpty,
      hint: 'Take a new database, or drop these; --ignore-version makes the tables from the dump instead. Nothing was changed.',
    },
  )
}

/** A half-made database that others are connected to. */
export const usedMeanwhile = (display: string, others: readonly string[]): TaskError =>
  new TaskError(
    `An import that was to make ${display} was stopped on the way, and others are connected to what it left: ${others.slice(0, shownNames).join(', ')}`,
    {
      exitCode: exitCodes.locked,
      hint: 'Stop the application, which has not got its records, and end the other connections: the next run then empties the database again.',
    },
  )

/** What recover() says when it has emptied one. */
export const emptiedAgain =
  'An import that was to make this database was stopped on the way: what it had made is gone, and the database is empty again.'
