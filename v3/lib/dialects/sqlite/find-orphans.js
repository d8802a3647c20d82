import { TaskError } from '../../errors.js';
import { mostFoundRecords } from '../dialect.js';
import { columnNamed, foundRecords } from './found-records.js';
import { isOrphan } from './orphan-sql.js';
import { placeOf } from './placed-table.js';
/** Records that refer to none by this foreign key; undefined where there are none. */
export async function findOrphans(connection, reference) {
    const { child, parent, key } = reference;
    const condition = isOrphan(reference);
    const [counted] = await connection.all(`SELECT count(*) AS count FROM ${placeOf(child)} AS c WHERE ${condition}`);
    const count = Number(counted.count);
    if (count === 0)
        return undefined;
    return {
        table: child.table.name,
        foreignKey: key.name,
        columns: key.columns,
        parent: parent?.table.name ?? key.references.table,
        parentColumns: key.references.columns,
        isLoaded: child.isLoaded,
        count,
        records: await foundOrphans(connection, reference, mostFoundRecords),
    };
}
export const foundOrphans = (connection, reference, most) => foundRecords(connection, reference.child, reference.key.columns.map((name) => columnNamed(reference.child, name)), isOrphan(reference), most);
/** SQLite checks no foreign key whose parent could be several records. */
export function checkParentKeys(references) {
    for (const { child, parent, key } of references) {
        const isNamed = key.references.columns.length > 0;
        if (parent === undefined || (isNamed && isKeyOf(parent.table, key.references.columns)))
            continue;
        throw mismatch(child.table.name, `"${child.table.name}" referencing "${parent.table.name}"`);
    }
}
function isKeyOf(table, columns) {
    const wanted = JSON.stringify([...columns].sort());
    const keys = [table.primaryKey, ...table.uniques.map((unique) => unique.columns)];
    if (keys.some((key) => JSON.stringify([...key].sort()) === wanted))
        return true;
    // Whether a unique index with an order or an expression will do, its description does not say.
    return table.indexes.some(({ unique, definition }) => unique && definition !== undefined);
}
export const mismatch = (table, what, cause) => new TaskError(`The foreign keys of table ${table} cannot be checked: foreign key mismatch - ${what}.`, {
    hint: 'A foreign key must refer to a primary key or to columns with a unique index. Mend the schema first.',
    cause,
});
