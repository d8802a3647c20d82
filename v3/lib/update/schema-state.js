import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { openDatabase } from '../dialects/open-database.js';
import { readSchemaHistory } from '../records/schema-history.js';
export async function readSchemaState(database) {
    const all = await database.tables();
    const { history, historyTables } = await readSchemaHistory(database, all);
    const tables = all.filter((table) => !historyTables.includes(table));
    return { history, shape: shapeOf(tables), isEmpty: all.length === 0 };
}
/** The same of a database that may still be a file to be made. */
export async function schemaStateOf(settings, signal) {
    if (settings.filename !== undefined && !existsSync(settings.filename))
        return noSchema;
    const database = await openDatabase(settings, { signal });
    try {
        return await readSchemaState(database);
    }
    finally {
        await database.close();
    }
}
export const isSameSchema = (a, b) => a.shape === b.shape && a.isEmpty === b.isEmpty && JSON.stringify(a.history) === JSON.stringify(b.history);
export const shapeOf = (tables) => createHash('sha256')
    .update(JSON.stringify(tables.map(shapeOfTable).sort(byName)))
    .digest('hex');
/** What differs between two schemas of the same engine, a sentence each. */
export function shapeDifferences(wanted, found) {
    const others = new Map(found.map((table) => [table.name, table]));
    const names = new Set(wanted.map(({ name }) => name));
    return [
        ...wanted.flatMap((table) => {
            const other = others.get(table.name);
            return other ? tableDifferences(table, other) : [`${table.name} is missing`];
        }),
        ...found.filter(({ name }) => !names.has(name)).map(({ name }) => `${name} is new`),
    ];
}
function tableDifferences(wanted, found) {
    const [a, b] = [shapeOfTable(wanted), shapeOfTable(found)];
    const parts = Object.keys(a);
    return parts
        .filter((part) => JSON.stringify(a[part]) !== JSON.stringify(b[part]))
        .map((part) => `${wanted.name} has other ${partNames[part] ?? part}`);
}
const partNames = {
    primaryKey: 'columns in its primary key',
    uniques: 'unique keys',
    foreignKeys: 'foreign keys',
};
/** Without what changes as records come and go: next values, and what SQLite's columns were seen to hold. */
const shapeOfTable = (table) => ({
    name: table.name,
    columns: table.columns.map(({ name, native, nullable, generated, expression, default: value, collation }) => ({
        name,
        native,
        nullable,
        generated,
        expression,
        default: value !== undefined,
        collation,
    })),
    primaryKey: table.primaryKey,
    uniques: [...table.uniques].sort(byName),
    indexes: [...table.indexes].sort(byName),
    foreignKeys: [...table.foreignKeys].sort(byName),
    triggers: [...(table.triggers ?? [])].sort(),
    options: table.options,
});
const byName = (a, b) => Buffer.compare(Buffer.from(a.name), Buffer.from(b.name));
const noSchema = { history: null, shape: shapeOf([]), isEmpty: true };
