import { recordOrdering } from '../../schema/record-ordering.js';
import { characterSet } from './catalog.js';
import { parseNative } from './column-type.js';
import { quoteName, quoteText } from './sql-text.js';
const defaultSortLength = 1024;
/** Rows of a table without key whose texts agree this far may come in either order. */
const longestSort = 256 * 1024;
/** Of all such columns together. */
const longestKey = 2 * 1024 * 1024;
/** Of the columns that every engine sorts alike (docs/dump-format.md, "Order of records"). */
export function recordOrder(table, flavor) {
    const columns = recordOrdering(table).byValue;
    const all = [
        ...columns.flatMap((column) => terms(column, table, flavor)),
        ...columns.flatMap((column) => tieTerms(column, table, flavor)),
    ];
    return {
        orderBy: all.length === 0 ? 'NULL' : all.join(', '),
        ...sortMemory(columns),
    };
}
/** The server wants room for fifteen keys of full length. */
function sortMemory(columns) {
    // Decimals kept as texts are sorted by, three times.
    const lengths = columns.flatMap((column) => Array.from({ length: isDecimalText(column) ? 3 : 1 }, () => sortedBytes(column)));
    const long = lengths.filter((length) => length > defaultSortLength).length;
    const sortLength = Math.min(Math.max(defaultSortLength, ...lengths), Math.max(defaultSortLength, Math.floor(longestKey / Math.max(1, long))));
    const key = lengths.reduce((sum, length) => sum + Math.min(length, sortLength) + 16, 0);
    return { sortLength, sortBuffer: Math.max(4 << 20, key * 17) };
}
function terms(column, table, flavor) {
    const name = quoteName(column.name);
    const { base } = parseNative(column.native);
    if (!isTextual(base))
        return base === 'float' ? [`${name} * 1e0`] : [name];
    if (base === 'set')
        return [bytes(setText(name, column.values ?? []))];
    if (column.type === 'decimal')
        return decimalTextTerms(name);
    return isOrderedByBytes(column, table, flavor) ? [name] : [bytes(name)];
}
/** Tells apart what is equal by value, when nothing else does: 1.0 and 1.00, 0 and -0. */
function tieTerms(column, { primaryKey }, flavor) {
    const name = quoteName(column.name);
    if (isDecimalText(column))
        return [bytes(name)];
    const hasTwoZeros = column.type === 'float' && flavor.hasNegativeZero && primaryKey.length === 0;
    return hasTwoZeros ? [`IF(${name} = 0, CAST(${name} AS CHAR), NULL)`] : [];
}
/** MariaDB orders uuid by its parts, and inet by its bytes. */
const isTextual = (base) => /char|text|^enum$|^set$|^json$|^uuid$|^inet/.test(base);
const isDecimalText = ({ type, native }) => type === 'decimal' && isTextual(parseNative(native).base);
/**
 * Decimals of any length, kept as texts, by value: their kind, then of each sign how many digits are before the point,
 * then the digits without zeros at the end.
 */
function decimalTextTerms(name) {
    const text = bytes(name);
    const isNegative = `${text} LIKE '-%'`;
    const digits = `TRIM(LEADING '-' FROM IF(LOCATE('.', ${text}) > 0, TRIM(TRAILING '.' FROM TRIM(TRAILING '0' FROM ${text})), ${text}))`;
    const length = `LENGTH(SUBSTRING_INDEX(${digits}, '.', 1))`;
    return [
        `CASE WHEN ${name} IS NULL THEN NULL WHEN ${text} = 'NaN' THEN 3 WHEN ${text} = 'Infinity' THEN 2 ` +
            `WHEN ${text} = '-Infinity' THEN -2 WHEN ${isNegative} THEN -1 ELSE 1 END`,
        `IF(${isNegative}, -${length}, ${length})`,
        `IF(${isNegative}, '', ${digits})`,
        `IF(${isNegative}, ${digits}, '') DESC`,
    ];
}
/** The canonical form of a set: members are escaped as JSON has it, and none has a comma. */
function setText(name, members) {
    const escaped = [...new Set(members.join(''))]
        .map((character) => [character, JSON.stringify(character).slice(1, -1)])
        .filter(([character, written]) => character !== written)
        // What escapes begin with comes first.
        .sort(([a], [b]) => Number(b === '\\') - Number(a === '\\'));
    const text = [...escaped, [',', '","']].reduce((inner, [character, written]) => `REPLACE(${inner}, ${quoteText(character)}, ${quoteText(written)})`, name);
    return `IF(LENGTH(${name}) = 0, '[]', CONCAT('["', ${text}, '"]'))`;
}
const bytes = (name) => `CAST(CONVERT(${name} USING utf8mb4) AS BINARY)`;
function isOrderedByBytes(column, table, flavor) {
    const { base } = parseNative(column.native);
    if (base !== 'char' && base !== 'varchar')
        return false;
    if (base === 'char' && flavor.padsChar && column.type !== 'uuid')
        return false;
    const collation = column.collation ?? /COLLATE (\S+)/.exec(table.options ?? '')?.[1] ?? '';
    if (flavor.byteOrderedCollations.has(collation))
        return true;
    // Padded comparison differs only where one text goes on after another with a character below the blank: no uuid does.
    return column.type === 'uuid' && characterSet(collation) === 'ascii' && collation.endsWith('_bin');
}
function sortedBytes(column) {
    const { base, numbers } = parseNative(column.native);
    if (base === 'char' || base === 'varchar')
        return Math.min((numbers[0] ?? 1) * 4, longestSort);
    if (base === 'varbinary' || base === 'binary')
        return numbers[0] ?? 1;
    return /text|blob/.test(base) ? longestSort : 0;
}
