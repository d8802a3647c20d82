import { jsonLayout } from '../../canonical/json-layout.js';
import { quoteLocation } from './location.js';
import { quoteName } from './quote.js';
/** Rows of a table that are looked at, how many of their documents, and up to which size in bytes. */
const sampledRows = 1000;
const sampledDocuments = 50;
const longestSampled = 10_000;
/**
 * Finds out how documents of json columns, whose text PostgreSQL keeps, are laid out: sets `form` of the columns
 * where most of a sample are spaced, and gives the names of those with documents of another layout than that. One statement.
 */
export async function readJsonForms(session, relations) {
    const kept = relations.flatMap((relation) => relation.table.columns.filter(({ native }) => native === 'json').map((column) => ({ relation, column })));
    if (kept.length === 0)
        return [];
    const samples = kept.map(({ relation, column }, index) => `(${index}, ${sampleOf(relation, column)})`);
    const rows = await session.query(`SELECT index, documents FROM (VALUES ${samples.join(', ')}) AS s(index, documents)`);
    const odd = [];
    for (const { index, documents } of rows) {
        const { relation, column } = kept[index];
        if (!setForm(column, documents ?? []))
            odd.push(`${relation.table.name}.${column.name}`);
    }
    return odd;
}
function sampleOf({ partitioned, ...relation }, column) {
    const from = `${partitioned ? '' : 'ONLY '}${quoteLocation(relation)}`;
    return `(SELECT pg_catalog.array_agg(d) FROM (
    SELECT d FROM (SELECT ${quoteName(column.name)}::text AS d FROM ${from} LIMIT ${sampledRows}) AS r
    WHERE d IS NOT NULL AND octet_length(d) <= ${longestSampled} LIMIT ${sampledDocuments}) AS s)`;
}
/** Gives whether all documents are laid out as the column's form says. */
function setForm(column, documents) {
    const layouts = documents
        .map((text) => jsonLayout(Buffer.from(text)))
        .filter((layout) => layout !== undefined);
    const count = (wanted) => layouts.filter((layout) => layout === wanted).length;
    const isSpaced = count('spaced') > count('compact');
    if (isSpaced)
        column.form = 'spaced';
    return count(isSpaced ? 'spaced' : 'compact') === layouts.length;
}
