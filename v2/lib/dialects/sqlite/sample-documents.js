import { jsonLayout } from '../../canonical/json-layout.js';
import { keyCollation } from './own-collation.js';
import { quoteName } from './quote.js';
import { unionAll } from './union-all.js';
/** Rows of a table that are looked at, how many of their documents, and up to which size in bytes. */
const sampledRows = 1_000;
const sampledDocuments = 50;
const longestSampled = 10_000;
/**
 * Sets `form` of the JSON columns where most of a sample of documents are spaced, and gives the names of those with
 * documents of another layout, which will not come back as they are.
 */
export async function sampleDocuments(connection, tables) {
    const columns = tables
        .filter((table) => keyCollation(table) === undefined)
        .flatMap((table) => table.columns.filter(({ type }) => type === 'json').map((column) => ({ table, column })));
    if (columns.length === 0)
        return [];
    const layouts = columns.map(() => []);
    const selects = columns.map(({ table, column }, n) => sampleSql(table, column, n));
    for (const { n, document } of await connection.all(unionAll(selects))) {
        const layout = jsonLayout(Buffer.from(String(document)));
        if (layout !== undefined)
            layouts[Number(n)].push(layout);
    }
    return columns.flatMap(({ table, column }, n) => setForm(column, layouts[n]) ? [] : [`${table.name}.${column.name}`]);
}
const sampleSql = (table, column, n) => `SELECT * FROM (SELECT ${n} AS n, c AS document FROM (SELECT ${quoteName(column.name)} AS c FROM main.${quoteName(table.name)} LIMIT ${sampledRows})
WHERE typeof(c) = 'text' AND octet_length(c) <= ${longestSampled} AND json_valid(c, 1) LIMIT ${sampledDocuments})`;
/** Gives whether all documents are laid out as the column's form says. */
function setForm(column, layouts) {
    const count = (wanted) => layouts.filter((layout) => layout === wanted).length;
    const isSpaced = count('spaced') > count('compact');
    if (isSpaced)
        column.form = 'spaced';
    return count(isSpaced ? 'spaced' : 'compact') === layouts.length;
}
