import { isComputed } from '../../schema/table.js';
import { quotedType } from './create-sql.js';
import { literalOf } from './literal.js';
import { hasOwnCollation } from './own-collation.js';
import { quoteName } from './quote.js';
import { rowidName } from './read-table.js';
/**
 * A table that takes and refuses the same values as the original, one record at a time, but any number of equal
 * keys. Columns that are not loaded get their defaults, and rowids of their own.
 */
export function copyStatement(schema, table, loaded, ddl) {
    const lines = [
        ...table.columns.map((column) => columnLine(column, loaded, ddl)),
        ...(rowidName({ columns: table.columns }) === undefined
            ? [`${quoteName(ownRowid)} INTEGER PRIMARY KEY`]
            : []),
        ...ddl.checks,
    ];
    const strict = table.options?.includes('STRICT') ? ' STRICT' : '';
    return `CREATE TABLE ${schema}.${quoteName(table.name)} (\n  ${lines.join(',\n  ')}\n)${strict}`;
}
/** Of a copy whose columns have taken all names of the rowid. */
export const ownRowid = 'record-tasks rowid';
function columnLine(column, loaded, ddl) {
    const { collation, name } = column;
    const value = loaded.has(name) ? undefined : ddl.defaults.get(name);
    const isNumbered = column.generated === 'identity' && !loaded.has(name);
    // One that this process lacks matters where values are compared, and there it is asked for.
    return [
        quoteName(name),
        quotedType(column.native),
        isNumbered ? 'PRIMARY KEY' : '',
        column.nullable || isNumbered ? '' : 'NOT NULL',
        collation === undefined || hasOwnCollation(column) ? '' : `COLLATE ${quoteName(collation)}`,
        value === undefined ? '' : `DEFAULT (${literalOf(value)}\n)`,
        isComputed(column) ? `GENERATED ALWAYS AS (${column.expression}) ${column.generated?.toUpperCase()}` : '',
    ]
        .filter((part) => part !== '')
        .join(' ');
}
