import { TaskError } from '../errors.ts'
import { databaseReason } from './database-reason.ts'

/** A migration failed; those of this run before it are in. */
export class MigrationFailed extends TaskError {
  readonly migration: string
  readonly applied: readonly string[]
  readonly notRun: readonly string[]

  constructor(migration: string, applied: readonly string[], notRun: readonly string[], cause: unknown) {
    super(`Migration ${migration} failed: ${databaseReason(cause)}`, { cause, hint: wayOn(applied, notRun) })
    this.migration = migration
    this.applied = applied
    this.notRun = notRun
  }
}

/** A migration could not be undone; those of this run before it are. */
export class MigrationNotUndone extends TaskError {
  readonly migration: string
  readonly undone: readonly string[]
  readonly stillIn: readonly string[]

  constructor(migration: string, undone: readonly string[], stillIn: readonly string[], cause: unknown) {
    super(`Migration ${migration} could not be undone: ${databaseReason(cause)}`, {
      cause,
      hint: [
        ...listed('Undone', undone),
        ...listed('Still in', stillIn),
        'Correct it and try again; MySQL and MariaDB keep what it had changed until then.',
      ].join(' '),
    })
    this.migration = migration
    this.undone = undone
    this.stillIn = stillIn
  }
}

const wayOn = (applied: readonly string[], notRun: readonly string[]): string =>
  [
    ...listed('In', applied),
    ...listed('Not run', notRun),
    'Correct it and migrate again; MySQL and MariaDB keep what it had changed until then.',
  ].join(' ')

/** A sentence, where there are any. */
export const listed = (what: string, names: readonly string[]): string[] =>
  names.length === 0 ? [] : [`${what}: ${names.join(', ')}.`]
