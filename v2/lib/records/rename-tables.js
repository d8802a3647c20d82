import { exitCodes, TaskError } from '../errors.js';
import { isComputed } from '../schema/table.js';
import { suggest } from '../suggest.js';
/**
 * The source's tables under the names that they are to have, in foreign keys too. All renames at once: two may change
 * places. TaskError 2 lists every rename that names nothing, and every name that would be there twice.
 */
export function renameTables(tables, renames) {
    if (Object.keys(renames).length === 0)
        return tables.map((table) => ({ source: table, table, notes: [] }));
    const byTable = new Map(tables.map(({ name }) => [name, { table: name, columns: new Map() }]));
    const problems = Object.entries(renames).flatMap(([from, to]) => enter(from, to, tables, byTable));
    problems.push(...collisions(tables, byTable));
    if (problems.length > 0)
        throw notRenamed(problems);
    return tables.map((source) => {
        const notes = [];
        return { source, table: renamed(source, byTable, notes), notes };
    });
}
/** Notes one rename; gives what is wrong with it. */
function enter(from, to, tables, byTable) {
    if (to === '')
        return [`${from}: the new name is empty`];
    const whole = byTable.get(from);
    if (whole) {
        whole.table = to;
        return [];
    }
    // Names may hold dots themselves.
    const owner = tables.find(({ name, columns }) => columns.some((column) => `${name}.${column.name}` === from));
    if (!owner)
        return [nothingOfThatName(from, tables)];
    const names = byTable.get(owner.name);
    names.columns.set(from.slice(owner.name.length + 1), to);
    return [];
}
function nothingOfThatName(from, tables) {
    const known = tables.flatMap(({ name, columns }) => [
        name,
        ...columns.map((column) => `${name}.${column.name}`),
    ]);
    const near = suggest(from, known);
    return `${from}: the source has no such table or column${near === undefined ? '' : ` (did you mean ${near}?)`}`;
}
/** `part.number` in a rename of a column of part (or of what part becomes) is the column `number`. */
function bareColumn(to, table, names) {
    const prefix = [table, names.table].find((name) => to.startsWith(`${name}.`));
    return prefix === undefined ? to : to.slice(prefix.length + 1);
}
function collisions(tables, byTable) {
    const names = tables.map((table) => byTable.get(table.name).table);
    const columns = tables.flatMap((table) => {
        const renames = byTable.get(table.name);
        const found = table.columns.map(({ name }) => newColumn(name, table.name, renames));
        return repeated(found).map((name) => `${renames.table}.${name}: two columns would have this name`);
    });
    return [...repeated(names).map((name) => `${name}: two tables would have this name`), ...columns];
}
function repeated(names) {
    const seen = new Set();
    return names.filter((name) => seen.size === seen.add(name).size);
}
function newColumn(column, table, names) {
    const to = names?.columns.get(column);
    return to === undefined ? column : bareColumn(to, table, names);
}
function notRenamed(problems) {
    return new TaskError(`Cannot rename: ${problems.join('; ')}`, {
        exitCode: exitCodes.usage,
        hint: 'A rename is old=new, of a table or of table.column, with the names that the source has. Nothing was changed.',
    });
}
function renamed(source, byTable, notes) {
    const names = byTable.get(source.name);
    const column = (name) => newColumn(name, source.name, names);
    const isSame = names.table === source.name && names.columns.size === 0;
    const foreignKeys = source.foreignKeys.map((key) => renamedKey(key, column, byTable));
    if (isSame)
        return { ...source, foreignKeys };
    const { schema: _, ...rest } = source;
    return {
        ...(names.table === source.name ? source : rest),
        name: names.table,
        columns: source.columns.map((each) => {
            if (!isComputed(each) || names.columns.size === 0)
                return { ...each, name: column(each.name) };
            notes.push(`${names.table}.${column(each.name)} is computed from columns under their old names: where the table is made, it is an ordinary column.`);
            const { generated: _generated, expression: _expression, ...plain } = each;
            return { ...plain, name: column(each.name) };
        }),
        primaryKey: source.primaryKey.map(column),
        uniques: source.uniques.map((unique) => ({ ...unique, columns: unique.columns.map(column) })),
        indexes: source.indexes.flatMap((index) => renamedIndex(index, names.table, column, notes)),
        foreignKeys,
    };
}
function renamedKey(key, column, byTable) {
    const { table, columns } = key.references;
    const parent = byTable.get(table);
    return {
        ...key,
        columns: key.columns.map(column),
        references: {
            table: parent?.table ?? table,
            columns: columns.map((name) => newColumn(name, table, parent)),
        },
    };
}
/** An index of the engine's own words has the old names in them. */
function renamedIndex(index, table, column, notes) {
    const { definition, ...rest } = index;
    if (definition === undefined)
        return [{ ...index, columns: index.columns.map(column) }];
    if (index.columns.length > 0)
        return [{ ...rest, columns: index.columns.map(column) }];
    notes.push(`The index ${index.name} is not made where ${table} is: its definition has the old names.`);
    return [];
}
