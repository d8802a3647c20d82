import { isComputed } from '../../schema/table.js';
import { cellExpression } from './cell-sql.js';
import { PageMarks } from './page-marks.js';
import { placeOf } from './placed-table.js';
import { quoteName } from './quote.js';
import { recordOrder } from './record-order.js';
/** The first `most` records, as `c`, under a condition: their keys and the values of some columns. */
export async function foundRecords(connection, place, columns, condition, most) {
    const { table } = place;
    const key = table.primaryKey.map((name) => columnNamed(place, name));
    const marks = new PageMarks();
    const cells = [...key, ...columns].map((column, index) => `${cellSql(column, marks)} AS v${index}`);
    const rows = await connection.all(`SELECT ${cells.join(', ')} FROM ${placeOf(place)} AS c WHERE ${condition} ORDER BY ${recordOrder(table, 'c').join(', ')} LIMIT ${most}`);
    return rows.map((row) => {
        const value = (index) => plainValue(marks, row, index);
        return {
            key: Object.fromEntries(table.primaryKey.map((name, index) => [name, value(index)])),
            values: columns.map((_, index) => value(key.length + index)),
        };
    });
}
export const columnNamed = ({ table }, name) => table.columns.find((column) => column.name === name);
/** Whether a reference in it may become null without harm. */
export const mayBecomeNull = ({ table }, column) => column.nullable && !isComputed(column) && !table.primaryKey.includes(column.name);
const cellSql = (column, marks) => typeof column === 'string'
    ? `json_quote(CAST(${column} AS TEXT))`
    : cellExpression(column, `c.${quoteName(column.name)}`, marks);
/** The canonical value, a string without its quotes. */
function plainValue(marks, row, index) {
    const json = marks.finish(Buffer.from(String(row[`v${index}`]))).toString('utf8');
    if (json === 'null')
        return null;
    return json.startsWith('"') ? JSON.parse(json) : json;
}
