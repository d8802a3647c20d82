import { TaskError } from '../errors.js';
import { databaseReason } from './database-reason.js';
/** A migration failed; those of this run before it are in. */
export class MigrationFailed extends TaskError {
    migration;
    applied;
    notRun;
    constructor(migration, applied, notRun, cause) {
        super(`Migration ${migration} failed: ${databaseReason(cause)}`, { cause, hint: wayOn(applied, notRun) });
        this.migration = migration;
        this.applied = applied;
        this.notRun = notRun;
    }
}
/** A migration could not be undone; those of this run before it are. */
export class MigrationNotUndone extends TaskError {
    migration;
    undone;
    stillIn;
    constructor(migration, undone, stillIn, cause) {
        super(`Migration ${migration} could not be undone: ${databaseReason(cause)}`, {
            cause,
            hint: [
                ...listed('Undone', undone),
                ...listed('Still in', stillIn),
                'Correct it and try again; MySQL and MariaDB keep what it had changed until then.',
            ].join(' '),
        });
        this.migration = migration;
        this.undone = undone;
        this.stillIn = stillIn;
    }
}
const wayOn = (applied, notRun) => [
    ...listed('In', applied),
    ...listed('Not run', notRun),
    'Correct it and migrate again; MySQL and MariaDB keep what it had changed until then.',
].join(' ');
const listed = (what, names) => names.length === 0 ? [] : [`${what}: ${names.join(', ')}.`];
