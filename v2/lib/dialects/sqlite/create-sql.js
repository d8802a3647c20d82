import { logicalOf, typeComment } from '../../schema/logical-type.js';
import { isComputed, isIdentity } from '../../schema/table.js';
import { affinityOf } from './affinity.js';
import { logicalTypeOf } from './declared-type.js';
import { quoteAnyText, quoteName, quoteText } from './quote.js';
import { letterForm } from './sample-booleans.js';
/** The statements that make a table as translate() gave it, with all that keeps wrong records out. */
export function createStatements(table) {
    const uniques = table.uniques
        .filter((unique) => unique.index)
        .map((unique) => indexSql('UNIQUE INDEX', unique.name, table.name, unique.columns));
    return [createTable(table), ...uniques, ...indexStatements(table, true)];
}
/** Those that only make it faster: made after loading, which takes half the time of keeping them up to date. */
export const lateStatements = (table) => indexStatements(table, false);
function createTable(table) {
    const rowidKey = rowidKeyOf(table);
    const inlineKey = rowidKey ?? nullableKeyOf(table);
    const lines = [
        ...table.columns.map((column) => columnLine(column, table, column === inlineKey)),
        ...(table.primaryKey.length > 0 && !inlineKey ? [`PRIMARY KEY (${names(table.primaryKey)})`] : []),
        ...table.uniques
            .filter((unique) => !unique.index)
            .map((unique) => `${constraintName(unique.name)}UNIQUE (${names(unique.columns)})`),
        ...table.foreignKeys.map(foreignKeyLine),
    ];
    const options = ['STRICT', 'WITHOUT ROWID'].filter((option) => table.options?.includes(option));
    return `CREATE TABLE ${quoteName(table.name)} (\n  ${lines.join(',\n  ')}\n)${options.length > 0 ? ` ${options.join(', ')}` : ''}`;
}
function rowidKeyOf(table) {
    if (table.primaryKey.length !== 1)
        return undefined;
    return table.columns.find((column) => column.name === table.primaryKey[0] && isIdentity(column));
}
/** An INTEGER that is the key and no rowid, which can be had in this way alone (https://sqlite.org/lang_createtable.html, 5). */
function nullableKeyOf(table) {
    if (table.primaryKey.length !== 1 || table.options?.includes('WITHOUT ROWID'))
        return undefined;
    const key = table.columns.find((column) => column.name === table.primaryKey[0]);
    return key?.native.toUpperCase() === 'INTEGER' ? key : undefined;
}
/** Inside a comment of SQL nothing may end it: JSON reads `*\\/` as the same. */
const sqlComment = (text) => text === undefined ? '' : `/* ${text.replaceAll('*/', '*\\/')} */`;
function columnLine(column, table, isInlineKey) {
    const isRowidKey = isInlineKey && isIdentity(column);
    const autoincrement = table.options?.includes('AUTOINCREMENT') ? ' AUTOINCREMENT' : '';
    return [
        quoteName(column.name),
        quotedType(column.native),
        // Its form is seen in the values.
        sqlComment(typeComment(logicalTypeOf(column.native), logicalOf(column))),
        isInlineKey ? `PRIMARY KEY${isRowidKey ? autoincrement : ' DESC'}` : '',
        column.nullable || isRowidKey ? '' : 'NOT NULL',
        column.collation === undefined ? '' : `COLLATE ${quoteName(column.collation)}`,
        column.default === undefined ? '' : `DEFAULT ${defaultSql(column.default, column)}`,
        isComputed(column) ? `GENERATED ALWAYS AS (${column.expression}) ${column.generated?.toUpperCase()}` : '',
    ]
        .filter((part) => part !== '')
        .join(' ');
}
/** Words and numbers stand as they are; whatever else somebody made a type of must be quoted as a name. */
export const quotedType = (native) => native === '' || /^[A-Za-z_][\w ]*(\(\s*\d+\s*(,\s*\d+\s*)?\))?$/.test(native) ? native : quoteName(native);
function defaultSql(value, column) {
    if ('now' in value)
        return 'CURRENT_TIMESTAMP';
    if ('native' in value)
        return `(${value.native})`;
    if (typeof value.value === 'boolean')
        return booleanSql(value.value, column);
    if (typeof value.value === 'number')
        return String(value.value);
    // Canonical moments have a T, and the usual form in SQLite a blank.
    if (column.type === 'timestamp' || column.type === 'timestamptz')
        return quoteText(value.value.replace('T', ' '));
    return affinityOf(column.native) === 'numeric' && column.type === 'decimal'
        ? value.value
        : quoteAnyText(value.value);
}
function booleanSql(value, { form }) {
    if (form === letterForm)
        return value ? `'t'` : `'f'`;
    return value ? '1' : '0';
}
function foreignKeyLine(key) {
    const { columns } = key.references;
    const referred = columns.length === 0 ? '' : ` (${names(columns)})`;
    const deferrable = key.deferrable
        ? ` DEFERRABLE INITIALLY ${key.deferrable === 'deferred' ? 'DEFERRED' : 'IMMEDIATE'}`
        : '';
    return `${constraintName(key.name)}FOREIGN KEY (${names(key.columns)}) REFERENCES ${quoteName(key.references.table)}${referred} ON DELETE ${key.onDelete.toUpperCase()} ON UPDATE ${key.onUpdate.toUpperCase()}${deferrable}`;
}
/** sqlite_autoindex_… are SQLite's own names, and it takes none of them. */
const constraintName = (name) => name === '' || name.startsWith('sqlite_') ? '' : `CONSTRAINT ${quoteName(name)} `;
const names = (columns) => columns.map(quoteName).join(', ');
function indexStatements(table, unique) {
    return table.indexes
        .filter((index) => (index.unique ?? false) === unique)
        .map((index) => index.definition ??
        indexSql(unique ? 'UNIQUE INDEX' : 'INDEX', index.name, table.name, index.columns));
}
const indexSql = (kind, name, table, columns) => `CREATE ${kind} ${quoteName(name)} ON ${quoteName(table)} (${names(columns)})`;
