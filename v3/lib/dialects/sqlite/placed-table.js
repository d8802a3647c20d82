import { quoteName } from './quote.js';
/** The foreign keys of tables that are loaded or cleared, and those to them. */
export function touchedReferences(tables, isTouched) {
    // Names are compared without case, and a foreign key has that of its parent as somebody wrote it.
    const byName = new Map(tables.map((placed) => [placed.table.name.toLowerCase(), placed]));
    return tables.flatMap((child) => child.table.foreignKeys
        .filter((key) => isTouched(child.table.name) || isTouched(key.references.table))
        .map((key) => ({ key, child, parent: byName.get(key.references.table.toLowerCase()) })));
}
export const placeOf = ({ schema, table }) => `${schema}.${quoteName(table.name)}`;
