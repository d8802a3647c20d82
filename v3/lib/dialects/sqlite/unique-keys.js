import { parseCreateIndex } from './create-index-sql.js';
import { quoteName } from './quote.js';
/** Those of a table in the schema that has its indexes; the key of a rowid is none of those, and comes first. */
export async function uniqueKeys(connection, schema, table) {
    const indexes = await indexesOf(connection, schema, table, true);
    const rowidKey = table.columns.find(({ generated }) => generated === 'identity');
    const own = indexes.map(({ origin, ...index }) => ({ ...index, name: nameOf(table, origin, index) }));
    if (rowidKey === undefined)
        return own;
    return [{ name: 'primary key', columns: [rowidKey.name], terms: [quoteName(rowidKey.name)] }, ...own];
}
/** Indexes that only make it faster. */
export async function plainIndexes(connection, schema, table) {
    return indexesOf(connection, schema, table, false);
}
async function indexesOf(connection, schema, table, unique) {
    const rows = await connection.all(`SELECT l.name, l.origin, l.partial, x.name AS column, x.coll AS collation
     FROM pragma_index_list(?1, ?2) l, pragma_index_xinfo(l.name, ?2) x
     WHERE l."unique" = ?3 AND x.key = 1 ORDER BY l.seq DESC, x.seqno`, table.name, schema.name, unique ? 1 : 0);
    const names = [...new Set(rows.map((row) => String(row.name)))];
    return names.map((name) => describe(rows.filter((row) => row.name === name), schema.sql.get(name)));
}
function describe(parts, sql) {
    const first = parts[0];
    const said = sql === undefined ? undefined : parseCreateIndex(sql);
    return {
        name: String(first.name),
        origin: String(first.origin),
        columns: parts.map((part, index) => String(part.column ?? said?.terms[index])),
        terms: parts.map((part, index) => part.column === null
            ? String(said?.terms[index])
            : `${quoteName(String(part.column))} COLLATE ${quoteName(String(part.collation))}`),
        ...(said?.condition !== undefined && { condition: said.condition }),
    };
}
/** As the table's description names it: SQLite's own names for constraints say nothing. */
function nameOf(table, origin, { name, columns }) {
    if (origin === 'pk')
        return 'primary key';
    if (origin !== 'u')
        return name;
    const wanted = JSON.stringify(columns);
    return table.uniques.find((unique) => JSON.stringify(unique.columns) === wanted)?.name ?? name;
}
