import { TaskError } from '../../errors.js';
import { isComputed } from '../../schema/table.js';
import { mostFoundRecords, } from '../dialect.js';
import { parseNative } from './column-type.js';
import { readFoundRecords } from './found-records.js';
import { quoteName } from './sql-text.js';
/** Those whose child or parent is loaded or cleared, of the tables themselves. */
export function referencesOf(tables, { loads, clear }) {
    const loaded = new Set(loads.map(({ target }) => target.name));
    const touched = new Set([...loaded, ...clear.map(({ name }) => name)]);
    const present = new Set(tables.map(({ name }) => name.toLowerCase()));
    return tables.flatMap((child) => child.foreignKeys
        .filter(({ references }) => touched.has(child.name) || touched.has(references.table))
        .map((key) => ({
        child,
        key,
        isLoaded: loaded.has(child.name),
        children: quoteName(child.name),
        parents: async () => present.has(key.references.table.toLowerCase()) ? quoteName(key.references.table) : noRows(key),
    })));
}
/** In place of a table that is not there: with its checks off the server takes keys to such. */
const noRows = ({ references }) => `(SELECT ${references.columns.map((column) => `NULL AS ${quoteName(column)}`).join(', ')} FROM DUAL WHERE FALSE)`;
async function orphanRows({ child, key, children, parents }) {
    const pairs = key.columns.map((column, index) => [`c.${quoteName(column)}`, `p.${quoteName(key.references.columns[index])}`]);
    const isParent = pairs.map(([referring, parent]) => `${referring} = ${parent}`).join(' AND ');
    const isSet = pairs.map(([referring]) => `${referring} IS NOT NULL`).join(' AND ');
    return {
        from: `${children} c LEFT JOIN ${await parents()} p ON ${isParent}`,
        where: `WHERE ${isSet} AND ${isMissing(child, key.columns[0], pairs[0][1])}`,
    };
}
/** Of a date that may not be null, the zero date `IS NULL`. */
function isMissing(child, column, parent) {
    const { native } = child.columns.find(({ name }) => name === column);
    const isDate = /^date/.test(parseNative(native).base);
    return `${isDate ? `CAST(${parent} AS CHAR)` : parent} IS NULL`;
}
/** Does with orphans of loaded tables as the policy says, until it finds none that it can help. */
export async function settleOrphans(session, references, policy) {
    const outcome = { nulled: 0, skipped: 0 };
    if (policy === 'fail' || policy === 'keep')
        return outcome;
    const settled = references.filter((reference) => reference.isLoaded && (policy === 'skip' || mayBeNull(reference)));
    // What one settles can leave others without parents: those that refer to a table that changed are looked at again.
    let changed = new Set(settled.map(({ key }) => key.references.table));
    while (changed.size > 0) {
        const now = new Set();
        for (const reference of settled.filter(({ key }) => changed.has(key.references.table))) {
            const count = await settle(session, reference, policy);
            if (count === 0)
                continue;
            now.add(reference.child.name);
            if (policy === 'skip')
                outcome.skipped += count;
            else
                outcome.nulled += count;
        }
        changed = now;
    }
    return outcome;
}
async function settle(session, reference, policy) {
    const rows = await orphanRows(reference);
    const sql = policy === 'skip' ? `DELETE c FROM ${rows.from} ${rows.where}` : nullStatement(reference, rows);
    return (await session.run(sql)).affectedRows;
}
/** Columns that renew themselves on every update do not where they are given a value. */
function nullStatement({ child, key }, { from, where }) {
    const kept = child.columns.filter((column) => /^(?:timestamp|datetime)$/.test(parseNative(column.native).base) &&
        !key.columns.includes(column.name) &&
        !isComputed(column));
    const settings = [
        ...key.columns.map((name) => `c.${quoteName(name)} = NULL`),
        ...kept.map(({ name }) => `c.${quoteName(name)} = c.${quoteName(name)}`),
    ];
    return `UPDATE ${from} SET ${settings.join(', ')} ${where}`;
}
/** Whether all columns of the reference can be null. */
const mayBeNull = ({ child, key }) => child.columns.every((column) => !key.columns.includes(column.name) || (column.nullable && !isComputed(column)));
/** Undefined where there are none. */
export async function findOrphans(session, reference) {
    const { child, key, isLoaded } = reference;
    const rows = await orphanRows(reference);
    const records = await firstOrphans(session, reference, rows, mostFoundRecords);
    if (records.length === 0)
        return undefined;
    const count = records.length < mostFoundRecords ? records.length : await countOf(session, rows);
    return {
        table: child.name,
        columns: key.columns,
        count,
        records,
        foreignKey: key.name,
        parent: key.references.table,
        parentColumns: key.references.columns,
        isLoaded,
    };
}
const countOf = async (session, { from, where }) => Number(await session.value(`SELECT COUNT(*) FROM ${from} ${where}`));
/** How many records refer to none, once for each reference: the server lets them be. */
export async function countOrphans(session, references) {
    let count = 0;
    for (const reference of references)
        count += await countOf(session, await orphanRows(reference));
    return count;
}
function firstOrphans(session, { child, key }, { from, where }, most) {
    const values = key.columns.map((name) => child.columns.find((column) => column.name === name));
    const rows = (columns) => `SELECT ${columns.map(({ name }) => `c.${quoteName(name)}`).join(', ')} FROM ${from} ${where}`;
    return readFoundRecords(session, { table: child, values, rows }, most);
}
/** TaskError 1 for the first that refers to none. */
export async function refuseOrphans(session, references) {
    for (const reference of references) {
        const [orphan] = await firstOrphans(session, reference, await orphanRows(reference), 1);
        if (orphan !== undefined)
            throw orphanError(reference, orphan);
    }
}
function orphanError({ child, key }, orphan) {
    const { columns, references } = key;
    const parts = Object.entries(orphan.key).map(([name, value]) => `${name}=${value}`);
    return new TaskError(`${child.name}${parts.length === 0 ? '' : ` (${parts.join(', ')})`}: foreign key ${key.name} (${columns.join(', ')}) ` +
        `is ${orphan.values.join(', ')}, and ${references.table} (${references.columns.join(', ')}) has no such row`, {
        hint: `Add the missing row to ${references.table}, or say what becomes of such records: --on-orphan null, skip or keep. Nothing was changed.`,
    });
}
