import { quoteName } from './quote.js';
/** The table's name in dumps: bare in the first schema, `schema.table` elsewhere. */
export function dumpName({ schema, relation }, schemas) {
    return schema === schemas[0] ? relation : `${schema}.${relation}`;
}
/** `schema` for Table, where the name by itself would be read as another place. */
export function explicitSchema(location, schemas) {
    const read = locate({ name: dumpName(location, schemas) }, schemas);
    return read.schema === location.schema && read.relation === location.relation ? undefined : location.schema;
}
/** The inverse of dumpName. */
export function locate(table, schemas) {
    const first = schemas[0] ?? 'public';
    if (table.schema === first)
        return { schema: first, relation: table.name };
    if (table.schema !== undefined) {
        return { schema: table.schema, relation: table.name.slice(table.schema.length + 1) };
    }
    const dot = table.name.indexOf('.');
    if (dot < 0)
        return { schema: first, relation: table.name };
    return { schema: table.name.slice(0, dot), relation: table.name.slice(dot + 1) };
}
export const quoteLocation = ({ schema, relation }) => `${quoteName(schema)}.${quoteName(relation)}`;
