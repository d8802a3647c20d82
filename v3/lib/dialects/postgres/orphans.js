import { TaskError } from '../../errors.js';
import { mostFoundRecords } from '../dialect.js';
import { readCatalog } from './catalog.js';
import { readFound, shownColumn } from './found-records.js';
import { dumpName } from './location.js';
import { quoteName } from './quote.js';
/**
 * The child's rows, as `c`, that refer to none. A key with a null in it refers to nothing, but for MATCH FULL.
 */
function orphanRows(reference) {
    const { child, parent, columns, full } = reference;
    const present = columns.map((column) => `c.${quoteName(column)} IS NOT NULL`);
    const conditions = [`(${present.join(full ? ' OR ' : ' AND ')})`];
    if (child.condition !== undefined)
        conditions.push(`c.ctid IN (SELECT ctid FROM ${child.relation} WHERE ${child.condition})`);
    if (parent)
        conditions.push(`NOT EXISTS (SELECT FROM ${sourceOf(parent)} p WHERE ${matchOf(reference)})`);
    return `${child.relation} c WHERE ${conditions.join(' AND ')}`;
}
const sourceOf = ({ relation, condition }) => condition === undefined ? relation : `(SELECT * FROM ${relation} WHERE ${condition})`;
function matchOf({ columns, parentColumns, collations }) {
    const pairs = columns.map((column, index) => {
        const collation = collations[index] ?? null;
        const parent = `p.${quoteName(parentColumns[index])}${collation === null ? '' : ` COLLATE ${collation}`}`;
        return `${parent} = c.${quoteName(column)}`;
    });
    return pairs.join(' AND ');
}
/** Which references a policy can help: those of loaded records, and for `null` where all columns take it. */
const isCurable = ({ child, nullable }, policy) => child.isLoaded && (policy === 'skip' || nullable);
/**
 * Applies the policy until no more follow from what was changed. What it cannot help is left.
 * @param tolerant whether a change that the server refuses is left undone: a check that wants a value
 */
export async function applyOrphanPolicy(session, references, policy, tolerant = false) {
    const outcome = { nulled: 0, skipped: 0 };
    if (policy !== 'null' && policy !== 'skip')
        return outcome;
    const curable = references.filter((reference) => isCurable(reference, policy));
    const due = new Set(curable);
    for (const reference of due) {
        due.delete(reference);
        const changed = await change(session, reference, policy, tolerant);
        outcome[policy === 'null' ? 'nulled' : 'skipped'] += changed;
        if (changed === 0)
            continue;
        for (const other of curable)
            if (other.parent?.table === reference.child.table)
                due.add(other);
    }
    return outcome;
}
async function change(session, reference, policy, tolerant) {
    const rows = orphanRows(reference);
    if (policy === 'skip')
        return session.change(`DELETE FROM ${rows}`);
    const nulls = reference.columns.map((column) => `${quoteName(column)} = NULL`).join(', ');
    const [relation, where] = split(rows, reference.child.relation);
    const sql = `UPDATE ${relation} SET ${nulls} ${where}`;
    if (!tolerant)
        return session.change(sql);
    await session.execute('SAVEPOINT orphans');
    try {
        return await session.change(sql);
    }
    catch (error) {
        if (!/^23/.test(error.code ?? ''))
            throw error;
        await session.execute('ROLLBACK TO SAVEPOINT orphans');
        return 0;
    }
}
/** `relation c` and `WHERE …`. */
function split(rows, relation) {
    const end = relation.length + ' c'.length;
    return [rows.slice(0, end), rows.slice(end + 1)];
}
/** Undefined where there are none. */
export async function findOrphans(context, reference, most = mostFoundRecords) {
    const { session, schemas, encoding } = context;
    const from = orphanRows(reference);
    const [row] = await session.query(`SELECT count(*) AS count FROM ${from}`);
    const count = Number(row?.count ?? 0);
    if (count === 0)
        return undefined;
    const table = reference.child.description ?? (await describe(context, reference));
    const values = reference.columns.map((name) => shownColumn(table.columns.find((column) => column.name === name)));
    return {
        table: dumpName(reference.child.location, schemas),
        columns: reference.columns,
        count,
        records: await readFound(session, { table, values, from, encoding, most }),
        foreignKey: reference.name,
        parent: dumpName(reference.parentLocation, schemas),
        parentColumns: reference.parentColumns,
        isLoaded: reference.child.isLoaded,
    };
}
/** Of a table that is not loaded, perhaps in a schema that is none of the database's own. */
async function describe(context, { child }) {
    const { schema, relation } = child.location;
    const relations = await readCatalog(context.session, [schema], context.serverVersion);
    return relations.get(relation).table;
}
/** TaskError 1 if a reference has orphans. */
export async function refuseOrphans(context, reference, policy) {
    const orphans = await findOrphans(context, reference, 1);
    if (orphans)
        throw orphanError(orphans, reference, policy);
}
function orphanError(orphans, reference, policy) {
    const { count, records, columns, parentColumns, table, parent, foreignKey } = orphans;
    const { key = {}, values = [] } = records[0] ?? {};
    const parts = Object.entries(key).map(([name, value]) => `${name}=${value}`);
    const who = count === 1 ? 'One record refers' : `${count} records refer`;
    const where = parts.length === 0 ? '' : `, in the record ${parts.join(', ')}`;
    const noNull = policy === 'null' && orphans.isLoaded && !reference.nullable ? ' Its columns take no null.' : '';
    const noKeep = policy === 'keep' && orphans.isLoaded ? ' PostgreSQL cannot keep such records.' : '';
    return new TaskError(`${who} to what is not there: ${table} (${columns.join(', ')}) = (${values.join(', ')}) has no ` +
        `${parent} (${parentColumns.join(', ')}) (foreign key ${foreignKey})${where}.${noNull}${noKeep}`, {
        hint: 'Mend the source, include the table that is referred to, or say what becomes of such records: --on-orphan null or skip. Nothing was changed.',
    });
}
