import { jsonLayout } from '../../canonical/json-layout.js';
import { parseNative } from './column-type.js';
import { quoteName } from './sql-text.js';
/** Rows of a table that are looked at, how many of their documents, and up to which size in bytes. */
const sampledRows = 1000;
const sampledDocuments = 50;
const longestSampled = 10_000;
/** So many tables are open at once. */
const tablesAtOnce = 50;
/**
 * Finds out how documents in columns whose text the server keeps are laid out: sets `form` of those where most of a
 * sample are spaced, and gives the names of those with documents of another layout than that.
 */
export async function readJsonForms(session, tables) {
    const kept = tables.flatMap((table) => table.columns.filter(keepsDocumentText).map((column) => ({ table, column, layouts: [] })));
    for (let from = 0; from < kept.length; from += tablesAtOnce) {
        const some = kept.slice(from, from + tablesAtOnce);
        const samples = some.map(({ table, column }, index) => sampleOf(table, column, index));
        for (const { i, document } of await session.rows(samples.join(' UNION ALL '))) {
            const layout = jsonLayout(Buffer.from(document));
            if (layout !== undefined)
                some[Number(i)].layouts.push(layout);
        }
    }
    return kept.flatMap(({ table, column, layouts }) => setForm(column, layouts) ? [] : [`${table.name}.${column.name}`]);
}
const keepsDocumentText = ({ type, native }) => type === 'json' && parseNative(native).base !== 'json';
function sampleOf(table, { name }, index) {
    const column = quoteName(name);
    return (`(SELECT ${index} AS i, CONVERT(${column} USING utf8mb4) COLLATE utf8mb4_bin AS document FROM (SELECT ${column} FROM ${quoteName(table.name)} LIMIT ${sampledRows}) s ` +
        `WHERE OCTET_LENGTH(${column}) <= ${longestSampled} AND JSON_VALID(${column}) LIMIT ${sampledDocuments})`);
}
/** Gives whether all documents are laid out as the column's form says. */
function setForm(column, layouts) {
    const count = (wanted) => layouts.filter((layout) => layout === wanted).length;
    const isSpaced = count('spaced') > count('compact');
    if (isSpaced)
        column.form = 'spaced';
    return count(isSpaced ? 'spaced' : 'compact') === layouts.length;
}
