import { parseCreateTable } from './create-table-sql.js';
import { logicalTypeOf } from './declared-type.js';
import { literalOf, textOfLiteral } from './literal.js';
import { quoteName } from './quote.js';
import { sampleBooleans } from './sample-booleans.js';
import { sampleForms } from './sample-forms.js';
import { sampleNumbers } from './sample-numbers.js';
import { unionAll } from './union-all.js';
/** All tables with records. `exact`: the forms of temporal columns are made sure of, where a sample leaves doubts. */
export async function introspect(connection, exact) {
    const schema = await readSchema(connection);
    const tables = schema.tables.map((row) => describeTable(row, schema));
    await readNext(connection, tables);
    await sampleNumbers(connection, tables);
    await sampleBooleans(connection, tables);
    await sampleForms(connection, tables, exact);
    return tables.sort((a, b) => Buffer.compare(Buffer.from(a.name), Buffer.from(b.name)));
}
/** Virtual tables and views have no root page; shadow tables hold what a virtual table keeps. */
const recordTables = `SELECT s.name, s.sql, l.wr, l.strict FROM sqlite_schema s
JOIN pragma_table_list l ON l.schema = 'main' AND l.name = s.name AND l.type = 'table'
WHERE s.type = 'table' AND s.rootpage > 0 AND s.name NOT LIKE 'sqlite\\_%' ESCAPE '\\'`;
async function readSchema(connection) {
    const tables = await connection.all(recordTables);
    const columns = await connection.all(`SELECT m.name AS "table", x.* FROM sqlite_schema m, pragma_table_xinfo(m.name) x WHERE m.type = 'table' AND m.rootpage > 0`);
    const indexes = await connection.all(`SELECT m.name AS "table", l.seq AS place, l.name AS name, l."unique" AS "unique", l.origin, l.partial, i.sql,
       x.seqno, x.name AS column, x."desc" AS descending, x.coll AS collation
     FROM sqlite_schema m, pragma_index_list(m.name) l, pragma_index_xinfo(l.name) x
     LEFT JOIN sqlite_schema i ON i.type = 'index' AND i.name = l.name
     WHERE m.type = 'table' AND m.rootpage > 0 AND x.key = 1 ORDER BY m.name, l.seq DESC, x.seqno`);
    const foreignKeys = await connection.all(`SELECT m.name AS "table", f.id, f."table" AS parent, f."from", f."to", f.on_update, f.on_delete FROM sqlite_schema m, pragma_foreign_key_list(m.name) f
     WHERE m.type = 'table' AND m.rootpage > 0 ORDER BY m.name, f.id DESC, f.seq`);
    const triggers = await connection.all(`SELECT tbl_name AS "table", name FROM sqlite_schema WHERE type = 'trigger' ORDER BY rowid`);
    return {
        tables,
        names: new Map(tables.map(({ name }) => [nameKey(name), String(name)])),
        columns: byTable(columns),
        indexes: byTable(indexes),
        foreignKeys: byTable(foreignKeys),
        triggers: byTable(triggers),
    };
}
/** SQLite compares names without case; those of tables in triggers and foreign keys are as somebody wrote them. */
const nameKey = (name) => String(name).toLowerCase();
function byTable(rows) {
    const groups = new Map();
    for (const row of rows) {
        const group = groups.get(nameKey(row.table));
        if (group)
            group.push(row);
        else
            groups.set(nameKey(row.table), [row]);
    }
    return groups;
}
function describeTable(row, schema) {
    const name = String(row.name);
    const key = nameKey(name);
    const facts = parseCreateTable(String(row.sql));
    const columnRows = (schema.columns.get(key) ?? []).filter((column) => column.hidden !== 1);
    const primaryKey = columnRows
        .filter((column) => Number(column.pk) > 0)
        .sort((a, b) => Number(a.pk) - Number(b.pk))
        .map((column) => String(column.name));
    const withoutRowid = row.wr === 1;
    const rowidKey = withoutRowid
        ? undefined
        : rowidColumn(columnRows, primaryKey, schema.indexes.get(key) ?? []);
    const columns = columnRows.map((column) => describeColumn(column, facts, primaryKey, { isRowid: column.name === rowidKey, withoutRowid }));
    const triggers = schema.triggers.get(key)?.map((trigger) => String(trigger.name));
    const options = [
        ...(facts.autoincrement ? ['AUTOINCREMENT'] : []),
        ...(row.strict === 1 ? ['STRICT'] : []),
        ...(withoutRowid ? ['WITHOUT ROWID'] : []),
    ].join(', ');
    return {
        name,
        columns,
        primaryKey,
        ...describeIndexes(schema.indexes.get(key) ?? [], columns, facts),
        foreignKeys: describeForeignKeys(name, schema, facts),
        ...(triggers && { triggers }),
        ...(options !== '' && { options }),
    };
}
/** The column that is another name of the rowid: declared INTEGER PRIMARY KEY, for which SQLite makes no index. */
function rowidColumn(columns, primaryKey, indexes) {
    if (primaryKey.length !== 1 || indexes.some((index) => index.origin === 'pk'))
        return undefined;
    const column = columns.find((candidate) => candidate.name === primaryKey[0]);
    return nameKey(column?.type) === 'integer' ? column?.name : undefined;
}
function describeColumn(row, facts, primaryKey, table) {
    const name = String(row.name);
    const native = String(row.type);
    const said = facts.columns.get(name.toLowerCase());
    const type = said?.type ?? logicalTypeOf(native);
    const isComputed = row.hidden === 2 || row.hidden === 3;
    const isKeyOfRowless = table.withoutRowid && primaryKey.includes(name);
    const value = row.dflt_value === null ? undefined : describeDefault(String(row.dflt_value), type.type);
    const collation = said?.collation;
    return {
        name,
        ...type,
        native,
        nullable: row.notnull === 0 && !table.isRowid && !isKeyOfRowless,
        ...(table.isRowid && { generated: 'identity' }),
        ...(isComputed && {
            generated: row.hidden === 3 ? 'stored' : 'virtual',
            ...(said?.expression !== undefined && { expression: said.expression }),
        }),
        ...(value && { default: value }),
        ...(collation !== undefined && collation.toUpperCase() !== 'BINARY' && { collation }),
    };
}
/** undefined for NULL, which is what a column without a default gets. */
function describeDefault(sql, type) {
    const text = literalOf(sql.trim());
    if (/^null$/i.test(text))
        return undefined;
    if (/^(current_timestamp|\(?\s*datetime\(\s*'now'\s*\)\s*\)?)$/i.test(text)) {
        return type === 'timestamp' || type === 'timestamptz' ? { now: true } : { native: text };
    }
    if (type === 'boolean') {
        if (/^('?1'?|true|'t')$/i.test(text))
            return { value: true };
        if (/^('?0'?|false|'f')$/i.test(text))
            return { value: false };
    }
    const quoted = textOfLiteral(text);
    const number = quoted ?? text;
    if (type === 'integer' && /^[+-]?\d{1,16}$/.test(number) && Number.isSafeInteger(Number(number)))
        return { value: Number(number) };
    if (type === 'integer' && isLongInteger(number))
        return { value: number };
    if (type === 'float' && /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(number))
        return { value: Number(number) };
    if (type === 'decimal' && /^-?\d+(\.\d+)?$/.test(number))
        return { value: number };
    if (quoted === undefined)
        return { native: text };
    const isPlain = type === 'text' ||
        type === 'enum' ||
        (type === 'uuid' && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(quoted)) ||
        (type === 'date' && isDay(quoted));
    return isPlain ? { value: quoted } : { native: text };
}
/** Canonical, beyond 2^53-1, and an integer to SQLite, too. */
const isLongInteger = (text) => /^-?[1-9]\d{15,18}$/.test(text) &&
    !Number.isSafeInteger(Number(text)) &&
    BigInt.asIntN(64, BigInt(text)) === BigInt(text);
/** Which every engine has. */
function isDay(text) {
    const day = /^(?!0000)\d{4}-\d\d-\d\d$/.test(text) ? new Date(`${text}T00:00:00Z`) : undefined;
    return day !== undefined && !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}
function describeIndexes(rows, columns, facts) {
    const uniques = [];
    const indexes = [];
    for (const parts of groupBy(rows, (row) => row.name)) {
        const [first] = parts;
        if (first === undefined || first.origin === 'pk')
            continue;
        const keys = parts.map((part) => (part.column === null ? '' : String(part.column)));
        const isPlain = first.partial === 0 && parts.every((part) => isPlainKey(part, columns));
        const name = String(first.name);
        if (first.origin === 'u') {
            uniques.push({ name: constraintFacts(facts, 'unique', keys)?.name ?? name, columns: keys });
        }
        else if (first.unique === 1 && isPlain) {
            uniques.push({ name, columns: keys, index: true });
        }
        else {
            indexes.push({
                name,
                columns: isPlain ? keys : [],
                ...(first.unique === 1 && { unique: true }),
                ...(!isPlain && { definition: String(first.sql) }),
            });
        }
    }
    return { uniques, indexes };
}
function isPlainKey(part, columns) {
    const column = columns.find((candidate) => candidate.name === part.column);
    if (column === undefined || part.descending === 1)
        return false;
    return String(part.collation).toUpperCase() === (column.collation ?? 'BINARY').toUpperCase();
}
function groupBy(items, key) {
    const groups = new Map();
    for (const item of items) {
        const group = groups.get(key(item));
        if (group)
            group.push(item);
        else
            groups.set(key(item), [item]);
    }
    return [...groups.values()];
}
function constraintFacts(facts, kind, columns) {
    const key = JSON.stringify(columns.map(nameKey));
    return facts.constraints.find((constraint) => constraint.kind === kind && JSON.stringify(constraint.columns.map(nameKey)) === key);
}
function describeForeignKeys(table, schema, facts) {
    const groups = groupBy(schema.foreignKeys.get(nameKey(table)) ?? [], (row) => row.id);
    return groups.map((parts) => {
        const first = parts[0];
        const ownColumns = schema.columns.get(nameKey(table)) ?? [];
        const columns = parts.map((part) => properName(ownColumns, part.from));
        const said = constraintFacts(facts, 'foreign', columns);
        return {
            name: said?.name ?? `${table}_${columns.join('_')}_fkey`,
            columns,
            references: {
                table: schema.names.get(nameKey(first.parent)) ?? String(first.parent),
                columns: referencedColumns(parts, schema.columns.get(nameKey(first.parent)) ?? []),
            },
            onDelete: String(first.on_delete).toLowerCase(),
            onUpdate: String(first.on_update).toLowerCase(),
            ...(said?.deferrable && { deferrable: said.deferrable }),
        };
    });
}
/** Where none are named, the parent's primary key. */
function referencedColumns(parts, parentColumns) {
    if (parts[0]?.to !== null)
        return parts.map((part) => properName(parentColumns, part.to));
    return parentColumns
        .filter((column) => Number(column.pk) > 0)
        .sort((a, b) => Number(a.pk) - Number(b.pk))
        .map((column) => String(column.name));
}
const properName = (columns, name) => String(columns.find((column) => nameKey(column.name) === nameKey(name))?.name ?? name);
/**
 * What the next insert gets: with AUTOINCREMENT as its mark says, even where that is below the highest key, which
 * SQLite passes by itself; else one more than the highest key. Without a mark there is nothing to carry.
 */
async function readNext(connection, tables) {
    const numbered = tables.filter((table) => table.columns.some((column) => column.generated === 'identity'));
    const [marked, others] = [numbered.filter(hasMark), numbered.filter((table) => !hasMark(table))];
    if (marked.length > 0) {
        const rows = await connection.all(`SELECT name, CAST(seq AS TEXT) AS seq FROM sqlite_sequence WHERE typeof(seq) = 'integer'`);
        const marks = new Map(rows.map((row) => [nameKey(row.name), String(row.seq)]));
        for (const table of marked)
            setNext(table, marks.get(nameKey(table.name)));
    }
    if (others.length === 0)
        return;
    for (const row of await connection.all(unionAll(others.map(highestSql)))) {
        setNext(others[Number(row.n)], String(row.highest));
    }
}
const hasMark = (table) => table.options?.includes('AUTOINCREMENT') === true;
const identityOf = (table) => table.columns.find((column) => column.generated === 'identity');
const highestSql = (table, n) => `SELECT ${n} AS n, CAST(coalesce(max(${quoteName(identityOf(table).name)}), 0) AS TEXT) AS highest FROM main.${quoteName(table.name)}`;
function setNext(table, last) {
    if (last === undefined)
        return;
    const next = (last.startsWith('-') ? 0n : BigInt(last)) + 1n;
    identityOf(table).next = next > BigInt(Number.MAX_SAFE_INTEGER) ? String(next) : Number(next);
}
