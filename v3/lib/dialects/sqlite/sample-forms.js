import { keyCollation } from './own-collation.js';
import { quoteName, quoteText } from './quote.js';
import { defaultForm, formOfSample, formText, hasZone, isTemporal, isUndecided, } from './temporal-form.js';
import { unionAll } from './union-all.js';
/** Rows looked at, at either end of a table. */
const sampleRows = 1_000;
/**
 * Reads off a sample of each temporal column how its values are written, and sets `form` where that is not
 * the usual form. A column of timestamps that carry a zone is `timestamptz`, whatever its declared type.
 * `exact`: columns whose sample leaves a doubt are read through, so that a rare value cannot belie the form.
 */
export async function sampleForms(connection, tables, exact) {
    const columns = tables
        .filter(isReadable)
        .flatMap((table) => table.columns.filter((column) => isTemporal(column.type)).map((column) => ({ table, column })));
    const samples = new Map();
    if (columns.length === 0)
        return;
    for (const row of await connection.all(unionAll(columns.map(sampleSql)))) {
        const column = columns[Number(row.n)];
        samples.set(column, [...(samples.get(column) ?? []), shapeOf(row)]);
    }
    for (const [column, shapes] of samples)
        await applySample(connection, column, shapes, exact);
    for (const column of columns)
        if (!samples.has(column))
            followOthers(column, samples);
}
/** A column without values is going to be written as the application writes its other columns of the type. */
function followOthers({ column }, samples) {
    const others = [...samples].filter(([other]) => other.column.type === column.type);
    const form = formOfSample(column.type, others.flatMap(([, shapes]) => shapes));
    if (form === undefined || hasZone(column.type, form))
        return;
    const text = formText(column.type, form);
    if (text !== formText(column.type, defaultForm(column.type)))
        column.form = text;
}
async function applySample(connection, { table, column }, shapes, exact) {
    const form = formOfSample(column.type, shapes);
    if (form === undefined)
        return;
    if (exact && isUndecided(shapes, form) && form.fraction.kind === 'optional') {
        const start = (column.type === 'time' ? 9 : 20) + form.fraction.digits + 1;
        const name = quoteName(column.name);
        const zeros = `${quoteText(`.${'0'.repeat(form.fraction.digits)}`)}`;
        const [row] = await connection.all(`SELECT EXISTS (SELECT 1 FROM ${quoteName(table.name)} WHERE typeof(${name}) = 'text' AND substr(${name}, ${start - form.fraction.digits - 1}, ${form.fraction.digits + 1}) = ${zeros}) AS zeros`);
        if (row?.zeros === 1)
            form.fraction.kind = 'always';
    }
    if (hasZone(column.type, form))
        column.type = 'timestamptz';
    const text = formText(column.type, form);
    if (text !== formText(column.type, defaultForm(column.type)))
        column.form = text;
}
const isReadable = (table) => keyCollation(table) === undefined;
function sampleSql({ table, column }, n) {
    const from = quoteName(table.name);
    const name = quoteName(column.name);
    const order = table.options?.includes('WITHOUT ROWID')
        ? table.primaryKey.map((key) => quoteName(key))
        : ['rowid'];
    const end = (direction) => `SELECT * FROM (SELECT ${name} AS c FROM ${from} ORDER BY ${order.map((term) => `${term} ${direction}`)} LIMIT ${sampleRows})`;
    const [head, tail] = column.type === 'time' ? [0, 9] : column.type === 'date' ? [11, 11] : [11, 20];
    const pattern = column.type === 'time'
        ? timePattern
        : column.type === 'date'
            ? `${datePattern}*`
            : `${datePattern}?${timePattern}`;
    const separator = column.type === 'timestamp' || column.type === 'timestamptz' ? `substr(c, ${head}, 1)` : `''`;
    const rest = `substr(c, ${tail})`;
    const fraction = column.type === 'date' ? `''` : `substr(r, 1, length(r) - length(ltrim(r, '.0123456789')))`;
    return `SELECT ${n} AS n, separator, length(fraction) AS length, fraction GLOB '*0' AS padded, fraction <> '' AND fraction NOT GLOB '*[1-9]*' AS zero, substr(r, length(fraction) + 1) AS suffix, count(*) AS count
FROM (SELECT ${separator} AS separator, r, ${fraction} AS fraction FROM (SELECT c, ${rest} AS r FROM (
  ${end('ASC')} UNION ALL ${end('DESC')}) WHERE typeof(c) = 'text' AND c GLOB '${pattern}' AND length(c) < 50))
GROUP BY separator, length, padded, zero, suffix`;
}
const datePattern = '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]';
const timePattern = '[0-9][0-9]:[0-9][0-9]:[0-9][0-9]*';
const shapeOf = (row) => ({
    separator: String(row.separator),
    digits: Math.max(0, Number(row.length) - 1),
    padded: row.padded === 1,
    zero: row.zero === 1,
    suffix: String(row.suffix),
    count: Number(row.count),
});
