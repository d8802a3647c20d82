import { affinityIn } from './affinity.js';
import { keyCollation } from './own-collation.js';
import { quoteName } from './quote.js';
import { unionAll } from './union-all.js';
/** Rows of a table that are looked at. */
const sampledRows = 1_000;
/**
 * Columns of a type that nobody knows, of which SQLite makes numbers where it can: those that hold nothing else are
 * columns of numbers, which other engines have types for.
 */
export async function sampleNumbers(connection, tables) {
    const columns = tables
        .filter((table) => keyCollation(table) === undefined)
        .flatMap((table) => table.columns.filter((column) => isUnknownNumber(table, column)).map((column) => ({ table, column })));
    if (columns.length === 0)
        return;
    const selects = columns.map(({ table, column }, n) => sampleSql(table, column, n));
    for (const { n, integers, numbers, others } of await connection.all(unionAll(selects))) {
        const { column } = columns[Number(n)];
        if (others !== 0 || numbers === 0)
            continue;
        Object.assign(column, integers === numbers ? { type: 'integer', bits: 64 } : { type: 'decimal' });
    }
}
const isUnknownNumber = (table, { type, native }) => type === 'other' && affinityIn(table, native) === 'numeric';
const sampleSql = (table, column, n) => `SELECT ${n} AS n, count(*) FILTER (WHERE t = 'integer') AS integers, count(*) FILTER (WHERE t IN ('integer', 'real')) AS numbers, count(*) FILTER (WHERE t IN ('text', 'blob')) AS others
FROM (SELECT typeof(${quoteName(column.name)}) AS t FROM main.${quoteName(table.name)} LIMIT ${sampledRows})`;
