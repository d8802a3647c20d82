import { keyCollation } from './own-collation.js';
import { quoteName } from './quote.js';
import { unionAll } from './union-all.js';
/** Rows of a table that are looked at. */
const sampledRows = 1_000;
/** The form of columns whose booleans are the letters t and f, as Rails wrote them up to 5.1. */
export const letterForm = 't/f';
/** Sets `form` of the boolean columns whose sample holds letters and nothing else. */
export async function sampleBooleans(connection, tables) {
    const columns = tables
        .filter((table) => keyCollation(table) === undefined)
        .flatMap((table) => table.columns.filter(({ type }) => type === 'boolean').map((column) => ({ table, column })));
    if (columns.length === 0)
        return;
    const selects = columns.map(({ table, column }, n) => sampleSql(table, column, n));
    for (const { n, letters, others } of await connection.all(unionAll(selects))) {
        if (letters !== 0 && others === 0)
            columns[Number(n)].column.form = letterForm;
    }
}
const sampleSql = (table, column, n) => `SELECT ${n} AS n, count(*) FILTER (WHERE c IN ('t', 'f')) AS letters, count(*) FILTER (WHERE c NOT IN ('t', 'f')) AS others
FROM (SELECT ${quoteName(column.name)} COLLATE BINARY AS c FROM main.${quoteName(table.name)} LIMIT ${sampledRows})`;
