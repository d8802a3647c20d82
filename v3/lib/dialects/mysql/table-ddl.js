import { typeComment } from '../../schema/logical-type.js';
import { isIdentity } from '../../schema/table.js';
import { characterSet, primaryName } from './catalog.js';
import { logicalType, parseNative } from './column-type.js';
import { quoteName, quoteNames, quoteText } from './sql-text.js';
/** The statements that make a table as translate() gave it; `comment` marks it while its import lasts. */
export function tableStatements(table, flavor, comment) {
    const lines = [
        ...table.columns.map((column) => columnLine(column, flavor)),
        ...primaryKeyLine(table),
        ...table.uniques.map(({ name, columns }) => `UNIQUE KEY ${quoteName(name)} (${quoteNames(columns)})`),
        ...table.indexes.flatMap(({ name, columns, unique, definition }) => definition === undefined
            ? [`${unique ? 'UNIQUE ' : ''}KEY ${quoteName(name)} (${quoteNames(columns)})`]
            : []),
        ...table.foreignKeys.map(foreignKeyLine),
    ];
    const options = table.options ?? `DEFAULT CHARACTER SET utf8mb4 COLLATE ${flavor.binaryCollation}`;
    return [
        `CREATE TABLE ${quoteName(table.name)} (\n  ${lines.join(',\n  ')}\n) ` +
            `ENGINE=InnoDB ${options}${comment === undefined ? '' : ` COMMENT=${quoteText(comment)}`}`,
        ...table.indexes.flatMap(({ name, definition }) => definition === undefined || name === primaryName ? [] : [definition]),
    ];
}
function primaryKeyLine({ primaryKey, indexes }) {
    const special = indexes.find(({ name }) => name === primaryName)?.definition;
    if (special !== undefined)
        return [special.slice(special.indexOf(' ADD PRIMARY KEY (') + ' ADD '.length)];
    return primaryKey.length === 0 ? [] : [`PRIMARY KEY (${quoteNames(primaryKey)})`];
}
function columnLine(column, flavor) {
    const { collation, nullable, generated, expression } = column;
    const isComputed = generated === 'stored' || generated === 'virtual';
    const [native = '', srid] = column.native.split(/ srid /i);
    const parts = [
        quoteName(column.name),
        native,
        collation === undefined ? '' : `CHARACTER SET ${characterSet(collation)} COLLATE ${collation}`,
        isComputed ? `GENERATED ALWAYS AS (${expression}) ${generated.toUpperCase()}` : '',
        isComputed && flavor.engine === 'mariadb' ? '' : nullable ? 'NULL' : 'NOT NULL',
        srid === undefined || flavor.engine === 'mariadb' ? '' : `SRID ${srid}`,
        isIdentity(column) ? 'AUTO_INCREMENT' : '',
        column.default === undefined ? '' : `DEFAULT ${defaultSql(column.default, column)}`,
        commentSql(column, native, flavor),
    ];
    return parts.filter((part) => part !== '').join(' ');
}
function commentSql(column, native, flavor) {
    const isJsonText = native === 'json' && flavor.engine === 'mariadb';
    const found = isJsonText ? { type: 'json' } : logicalType(native);
    // The catalog is utf8mb3, and gives members with other characters as question marks.
    const isIllegible = column.values?.some((value) => value.search(beyondCatalog) >= 0);
    const comment = typeComment(isIllegible ? { ...found, values: [] } : found, column);
    return comment === undefined ? '' : `COMMENT ${quoteText(comment.replace(beyondCatalog, inEscapes))}`;
}
const beyondCatalog = /[\u{10000}-\u{10ffff}]/gu;
/** As JSON may write it. */
const inEscapes = (character) => [...Array(character.length).keys()].map((at) => `\\u${character.charCodeAt(at).toString(16)}`).join('');
/** A constant in brackets where the type takes no plain one (text and blob); moments as the column keeps them. */
function defaultSql(value, column) {
    const { base, numbers } = parseNative(column.native);
    if ('native' in value)
        return nativeDefault(value.native, base);
    if ('now' in value)
        return nowSql(base, numbers[0] ?? 0, column);
    const literal = literalSql(value.value, base);
    return isLongType(base) ? `(${literal})` : literal;
}
/** MySQL takes a function only in brackets, and for a long type anything, but its catalog gives some without. */
function nativeDefault(sql, base) {
    const isPlain = /^(?:\(|current_timestamp\b)| ON UPDATE \S+$/i.test(sql) ||
        (/^(?:\d|[bx]?')/i.test(sql) && !isLongType(base));
    return isPlain ? sql : `(${sql})`;
}
/** Whose defaults are expressions only. */
const isLongType = (base) => /text|blob|json|geometry/.test(base);
function nowSql(base, precision, column) {
    const digits = precision === 0 ? '' : `(${precision})`;
    if (base === 'date')
        return '(CURRENT_DATE)';
    if (base === 'time')
        return `(CURRENT_TIME${digits})`;
    if (base === 'datetime' && column.type === 'timestamptz')
        return `(UTC_TIMESTAMP${digits || '()'})`;
    return `CURRENT_TIMESTAMP${digits}`;
}
function literalSql(value, base) {
    if (typeof value === 'boolean')
        return value ? '1' : '0';
    if (typeof value === 'number')
        return String(value);
    if (base === 'bit')
        return `b${quoteText(value)}`;
    if (base === 'datetime' || base === 'timestamp')
        return quoteText(value.replace('T', ' ').replace(/Z$/, ''));
    return quoteText(value);
}
function foreignKeyLine({ name, columns, references, onDelete, onUpdate }) {
    return (`CONSTRAINT ${quoteName(name)} FOREIGN KEY (${quoteNames(columns)}) ` +
        `REFERENCES ${quoteName(references.table)} (${quoteNames(references.columns)}) ` +
        `ON DELETE ${onDelete.toUpperCase()} ON UPDATE ${onUpdate.toUpperCase()}`);
}
