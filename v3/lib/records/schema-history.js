import { migrationFrameworks } from './migration-frameworks.js';
/**
 * The application's migration history, from whichever framework's table is among `tables`: recognised by
 * the table's name and by its columns, so that an application's own `migrations` stays a table of records.
 */
export async function readSchemaHistory(database, tables) {
    const matches = migrationFrameworks.flatMap((framework) => matchesOf(framework, tables));
    const historyTables = [...new Set(matches.flatMap(({ table, companions }) => [table, ...companions]))];
    const match = matches.find(({ table }) => isInFirstSchema(table)) ?? matches[0];
    if (!match)
        return { history: null, historyTables };
    const { framework, table } = match;
    const rows = await database.rows(table, table.columns.map((column) => column.name));
    const versions = framework.versions(rows.map(lowerCaseKeys));
    return { history: { kind: framework.kind, versions }, historyTables };
}
const matchesOf = (framework, tables) => tables
    .filter((table) => framework.table.test(bareName(table)))
    .filter((table) => hasColumns(table, framework.columns, framework.optional))
    .map((table) => ({ framework, table, companions: companionsOf(framework, table, tables) }))
    .filter(({ companions }) => companions.length >= requiredCompanions(framework));
const companionsOf = (framework, table, tables) => (framework.companions ?? []).flatMap((companion) => tables.filter((other) => isCompanion(companion, other, table)));
const isCompanion = (companion, other, history) => schemaOf(other) === schemaOf(history) &&
    bareName(other) === companion.table(bareName(history)) &&
    hasColumns(other, companion.columns);
const requiredCompanions = (framework) => (framework.companions ?? []).filter((companion) => companion.required).length;
const hasColumns = (table, columns, optional = []) => {
    const present = table.columns.map((column) => column.name.toLowerCase());
    return (columns.every((column) => present.includes(column)) &&
        present.every((column) => columns.includes(column) || optional.includes(column)));
};
const isInFirstSchema = (table) => schemaOf(table) === '';
/** Beyond the first schema tables are named `schema.table`; `schema` says where one is whose name has dots of its own. */
const schemaOf = ({ name, schema }) => {
    if (schema !== undefined)
        return name.startsWith(`${schema}.`) ? schema : '';
    return name.slice(0, Math.max(0, name.indexOf('.')));
};
/** In lower case: MySQL on Windows and macOS stores names so. */
const bareName = (table) => {
    const schema = schemaOf(table);
    return (schema === '' ? table.name : table.name.slice(schema.length + 1)).toLowerCase();
};
const lowerCaseKeys = (row) => Object.fromEntries(Object.entries(row).map(([column, value]) => [column.toLowerCase(), value]));
