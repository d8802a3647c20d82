import { exitCodes, TaskError } from '../../errors.js';
const builtIn = new Set(['BINARY', 'NOCASE', 'RTRIM']);
/** Whether only the application that made the table brings its collation along. */
export const hasOwnCollation = ({ collation }) => collation !== undefined && !builtIn.has(collation.toUpperCase());
/** The collation of an application by which the rows of a table without rowid are found: nobody else can. */
export function keyCollation({ columns, primaryKey, options }) {
    if (!options?.includes('WITHOUT ROWID'))
        return undefined;
    return columns.find((column) => primaryKey.includes(column.name) && hasOwnCollation(column))?.collation;
}
/** Throws for the tables that SQLite can neither read nor write without their application. */
export function refuseKeyCollations(tables) {
    const refused = tables.filter((table) => keyCollation(table) !== undefined);
    const [first] = refused;
    if (first === undefined)
        return;
    const names = refused.map(({ name }) => name);
    throw new TaskError(`SQLite cannot reach the records of ${names.join(', ')}: the key is in the order of ${keyCollation(first)}, a collation that only its application brings along.`, {
        exitCode: exitCodes.schemaMismatch,
        hint: `Leave out what cannot be reached: ${names.map((name) => `-x ${name}`).join(' ')}. Nothing was changed.`,
    });
}
