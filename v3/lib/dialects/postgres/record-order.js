import { recordOrdering } from '../../schema/record-ordering.js';
import { quoteName } from './quote.js';
/** Encodings whose bytes sort as the same text's UTF-8 does. SQL_ASCII has none; its bytes are taken as they are. */
const byteOrdered = new Set(['UTF8', 'LATIN1', 'SQL_ASCII']);
export const sortsByBytes = (encoding) => byteOrdered.has(encoding);
/** Sorted by value as they are stored. */
const plainTypes = new Set([
    'boolean',
    'integer',
    'decimal',
    'float',
    'binary',
    'date',
    'time',
    'timestamp',
    'timestamptz',
    'uuid',
]);
/** Equal by value and yet not the same: 1.0 and 1.00, 0 and -0. */
const ambiguous = (column) => column.type === 'float' || (column.type === 'decimal' && column.scale === undefined);
/**
 * The ORDER BY of the columns that every engine sorts alike (docs/dump-format.md, "Order of records"); empty without any.
 * `byteOrder` is whether text in the server's encoding sorts by bytes as it does in UTF-8.
 */
export function orderBy(table, byteOrder) {
    const { byValue } = recordOrdering(table);
    const terms = byValue.map((column) => `${sortKey(column, byteOrder)}${nullsFirst(column)}`);
    if (table.primaryKey.length === 0) {
        terms.push(...byValue.filter(ambiguous).map((column) => `${quoteName(column.name)}::text COLLATE "C"`));
    }
    return terms.length === 0 ? '' : ` ORDER BY ${terms.join(', ')}`;
}
/** Left out where it changes nothing: an index in its usual order serves only without it. */
const nullsFirst = (column) => (column.nullable ? ' NULLS FIRST' : '');
function sortKey(column, byteOrder) {
    const name = quoteName(column.name);
    if (plainTypes.has(column.type))
        return name;
    const text = textOf(column, name);
    return byteOrder ? `${text} COLLATE "C"` : `pg_catalog.convert_to(${text}, 'UTF8')`;
}
function textOf(column, name) {
    if (column.type === 'set')
        return `pg_catalog.array_to_json(${name}::text[])::text`;
    // The cast of inet to text shows a netmask that the type's own text leaves out.
    if (column.type === 'inet' && column.native === 'inet')
        return `pg_catalog.abbrev(${name})`;
    // An index on the column itself serves for these.
    if (/^(text|character varying(\(\d+\))?)$/.test(column.native))
        return name;
    return `${name}::text`;
}
