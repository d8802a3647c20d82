import { exitCodes, TaskError } from '../../errors.js';
import { quoteName } from './sql-text.js';
/**
 * MySQL shows a table's triggers only to whom may make some there: for others they would fire unseen, and change
 * what is imported. TaskError 12 names the tables where that could be.
 */
export async function refuseHiddenTriggers(session, database, tables) {
    if (!session.flavor.hidesTriggers || tables.length === 0)
        return;
    const rows = await session.rows('SHOW GRANTS');
    const grants = rows.map((row) => Object.values(row)[0] ?? '');
    const hidden = tables.filter((table) => !grants.some((grant) => showsTriggers(grant, database, table)));
    if (hidden.length === 0)
        return;
    const shown = hidden.slice(0, 5).join(', ') + (hidden.length > 5 ? `, … (${hidden.length})` : '');
    throw new TaskError(`the user cannot see whether there are triggers, which would change what is imported: ${shown}`, {
        exitCode: exitCodes.schemaMismatch,
        hint: `Run as an administrator: GRANT TRIGGER ON ${quoteName(database)}.* TO the user; or import as another. Nothing was changed.`,
    });
}
/** Of a line of SHOW GRANTS, which has the privileges of active roles in it. */
export function showsTriggers(grant, database, table) {
    const match = /^GRANT (.+) ON (?:TABLE )?(\*|`(?:[^`]|``)+`)\.(\*|`(?:[^`]|``)+`) TO /s.exec(grant);
    if (match === null)
        return false;
    const [, privileges = '', schema = '', scope = ''] = match;
    if (!/(?:^|, )(?:ALL PRIVILEGES|TRIGGER)(?:,|$)/.test(privileges))
        return false;
    if (scope !== '*')
        return unquoted(schema) === database && unquoted(scope) === table;
    return schema === '*' || patternOf(unquoted(schema)).test(database);
}
const unquoted = (name) => name.slice(1, -1).replaceAll('``', '`');
/** In a grant on a whole database, `_` and `%` stand for any characters unless they are escaped. */
function patternOf(name) {
    const source = name.replace(/\\([_%])|[_%]|[\\^$.*+?()[\]{}|/-]/g, (found, escaped) => {
        if (escaped !== undefined)
            return escaped;
        if (found === '_')
            return '.';
        return found === '%' ? '.*' : `\\${found}`;
    });
    return new RegExp(`^${source}$`, 's');
}
