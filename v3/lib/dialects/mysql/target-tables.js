import { exitCodes, TaskError } from '../../errors.js';
import { quoteName } from './sql-text.js';
import { refuseHiddenTriggers } from './trigger-privilege.js';
/** Tables that are there already, and whose rows are to change. */
function writtenBefore({ create, clear, loads }) {
    const made = new Set(create.map(({ name }) => name));
    const written = [...clear, ...loads.map(({ target }) => target)];
    return new Set(written.map(({ name }) => name).filter((name) => !made.has(name)));
}
/** TaskError 12 where a transaction does not hold for a table, or where triggers could be that the user cannot see. */
export async function refuseTargets(session, database, plan) {
    const names = writtenBefore(plan);
    await refuseOtherEngines(session, names);
    await refuseHiddenTriggers(session, database, [...names]);
}
async function refuseOtherEngines(session, names) {
    const rows = await session.rows('SELECT t.table_name AS name, t.engine AS engine FROM information_schema.tables t ' +
        'LEFT JOIN information_schema.engines e ON e.engine = t.engine ' +
        "WHERE t.table_schema = DATABASE() AND COALESCE(e.transactions, 'NO') <> 'YES' AND t.engine IS NOT NULL");
    const other = rows.find(({ name }) => names.has(name));
    if (other === undefined)
        return;
    throw new TaskError(`${other.name} is a ${other.engine} table, which cannot be loaded in a transaction`, {
        exitCode: exitCodes.schemaMismatch,
        hint: `Run: ALTER TABLE ${quoteName(other.name)} ENGINE=InnoDB`,
    });
}
