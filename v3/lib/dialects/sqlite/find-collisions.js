import { mostFoundRecords } from '../dialect.js';
import { columnNamed, foundRecords } from './found-records.js';
import { placeOf } from './placed-table.js';
import { quoteName } from './quote.js';
import { recordOrder } from './record-order.js';
/** Finds the records of a copy that are not unique. The index for it also leads from foreign keys to their parents. */
export async function findCollisions(connection, place, key, findings) {
    await connection.run(`CREATE INDEX ${place.schema}.${quoteName(`${place.table.name} ${key.name} ${key.terms}`)} ON ${quoteName(place.table.name)} (${key.terms})${key.condition === undefined ? '' : ` WHERE ${key.condition}`}`);
    const from = `FROM ${placeOf(place)} AS c WHERE ${isCompared(key)}`;
    const equal = await connection.all(`SELECT 1 ${from} GROUP BY ${key.terms} HAVING count(*) > 1 LIMIT 1`);
    if (equal.length === 0)
        return;
    const { rowid } = place;
    await connection.run('CREATE TEMP TABLE collided (r INTEGER PRIMARY KEY)');
    await connection.run(`INSERT INTO temp.collided SELECT r FROM (
       SELECT c.${rowid} AS r, row_number() OVER (PARTITION BY ${key.terms} ORDER BY ${recordOrder(place.table, 'c')}, c.${rowid}) AS place ${from})
     WHERE place > 1`);
    const [counted] = await connection.all('SELECT count(*) AS count FROM temp.collided');
    const isColumn = (name) => place.table.columns.some((column) => column.name === name);
    findings.collided({
        table: place.table.name,
        unique: key.name,
        columns: key.columns,
        count: Number(counted.count),
        records: await foundRecords(connection, place, key.columns.map((name) => (isColumn(name) ? columnNamed(place, name) : name)), `c.${rowid} IN (SELECT r FROM temp.collided)`, mostFoundRecords),
    });
    await connection.run('DROP TABLE temp.collided');
}
/** Nulls are equal to nothing. */
const isCompared = ({ terms, condition }) => [
    ...terms.map((term) => `(${term}) IS NOT NULL`),
    ...(condition === undefined ? [] : [`(${condition}\n)`]),
].join(' AND ');
