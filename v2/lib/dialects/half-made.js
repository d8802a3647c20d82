import { exitCodes, TaskError } from '../errors.js';
const shownNames = 5;
/** Of a database that build() is to make and that has something already, though no tables. */
export function notBare(display, found) {
    const rest = found.length > shownNames ? ` and ${found.length - shownNames} more` : '';
    return new TaskError(`${display} is not empty: it has ${found.slice(0, shownNames).join(', ')}${rest}, which migrations may be about to make`, {
        exitCode: exitCodes.notEmpty,
        hint: 'Take a new database, or drop these; --ignore-version makes the tables from the dump instead. Nothing was changed.',
    });
}
/** A half-made database that others are connected to. */
export const usedMeanwhile = (display, others) => new TaskError(`An import that was to make ${display} was stopped on the way, and others are connected to what it left: ${others.slice(0, shownNames).join(', ')}`, {
    exitCode: exitCodes.locked,
    hint: 'Stop the application, which has not got its records, and end the other connections: the next run then empties the database again.',
});
/** What recover() says when it has emptied one. */
export const emptiedAgain = 'An import that was to make this database was stopped on the way: what it had made is gone, and the database is empty again.';
