import { quoteName } from './quote.js';
/**
 * The INSERT that reads a JSON array of records, each an array of the columns' values. jsonb_each parses it
 * once for all cells, three times as fast as json_each.
 * `tagged`: cells may be pairs of a storage class and a value (encode-cell.ts); slower.
 * `long`: places of columns whose cells are bound by themselves, after the array, which then is of one record.
 * ABORT overrules an ON CONFLICT clause of the table, which could skip or replace records in silence.
 */
export function insertSql(schema, table, columns, { tagged, long = [] }) {
    const names = columns.map((column) => quoteName(column.name)).join(', ');
    const cells = columns.map((column, index) => {
        const place = long.indexOf(index);
        if (place >= 0)
            return longCell(column, `?${place + 2}`);
        return tagged ? anyCell(column, index) : cell(column, index);
    });
    return `INSERT OR ABORT INTO ${schema}.${quoteName(table.name)} (${names}) SELECT ${cells.join(', ')} FROM jsonb_each(?1)`;
}
/** Documents of an array are checked by reading it; json() fails in the same words. */
function longCell(column, bytes) {
    const text = `CAST(${bytes} AS TEXT)`;
    if (column.type === 'json')
        return `CASE WHEN json_valid(${text}) THEN ${text} ELSE json(${text}) END`;
    return column.type === 'binary' ? bytes : text;
}
function cell(column, index) {
    switch (column.type) {
        case 'json':
            return column.form === undefined ? `value -> '$[${index}][0]'` : `value ->> ${index}`;
        case 'set':
        case 'array':
            return `value -> '$[${index}][0]'`;
        case 'binary':
            return `unhex(value ->> ${index})`;
        default:
            return `value ->> ${index}`;
    }
}
function anyCell(column, index) {
    const value = `(value ->> '$[${index}][1]')`;
    return `CASE WHEN json_type(value, '$[${index}][1]') IS NULL THEN ${cell(column, index)} ELSE CASE value ->> '$[${index}][0]' \
WHEN 'i' THEN CAST(${value} AS INTEGER) WHEN 'r' THEN CAST(${value} AS REAL) WHEN 't' THEN ${value} \
WHEN 'b' THEN unhex(${value}) ELSE CAST(unhex(${value}) AS TEXT) END END`;
}
