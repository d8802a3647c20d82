import { make, makeSchemas, makeTypes } from './create.js';
import { byName, createTable, foreignKeyStatement, keyStatements, parentLocation } from './ddl.js';
import { locate, quoteLocation } from './location.js';
import { quoteName } from './quote.js';
import { noPartition } from './rejection.js';
/** Made in the trial's transaction, and gone with it. Takes no lock on a target beyond a reader's. */
export async function makeCopies(context, plan) {
    const { session, schemas } = context;
    await makeSchemas(session, plan.create, schemas);
    await makeTypes(session, plan.create);
    const loaded = plan.loads.map(({ target }) => target);
    const created = new Set(plan.create);
    const targets = [...new Set([...loaded, ...plan.create])];
    const copies = targets.map((target, index) => ({
        target,
        table: quoteLocation(locate(target, schemas)),
        relation: `pg_temp.copy_${index + 1}`,
        primaryKeyName: `${locate(target, schemas).relation}_pkey`,
        isNew: created.has(target),
    }));
    for (const copy of copies)
        await makeCopy(session, copy);
    const existing = copies.filter(({ isNew }) => !isNew);
    await addDefaults(session, existing, plan);
    await addPartitions(session, existing);
    await nameKeys(session, existing);
    await tryKeys(context, copies);
    return copies;
}
function makeCopy(session, { target, table, relation, isNew }) {
    const sql = isNew
        ? createTable(withoutSequences(target), relation, 'TEMPORARY')
        : `CREATE TEMPORARY TABLE ${relation} (LIKE ${table} INCLUDING CONSTRAINTS INCLUDING GENERATED INCLUDING IDENTITY INCLUDING STORAGE)`;
    return make(session, sql, `The table ${target.name}`);
}
/** Sequences that stand apart are not made for a trial; their columns are loaded. */
const withoutSequences = (table) => ({
    ...table,
    columns: table.columns.map(({ sequence, ...column }) => {
        if (sequence?.name === undefined)
            return sequence === undefined ? column : { ...column, sequence };
        const { generated: _, default: __, ...plain } = column;
        return plain;
    }),
});
/** Of columns that the records do not fill. Numbers come from other sequences: what a real one gives is gone for good. */
async function addDefaults(session, copies, plan) {
    const rows = await session.query(`SELECT t.index::int - 1 AS index, a.attname AS column, pg_catalog.pg_get_expr(d.adbin, d.adrelid) AS expression
    FROM unnest($1::text[]) WITH ORDINALITY AS t(name, index)
    JOIN pg_catalog.pg_attrdef d ON d.adrelid = t.name::pg_catalog.regclass
    JOIN pg_catalog.pg_attribute a ON a.attrelid = d.adrelid AND a.attnum = d.adnum AND a.attgenerated = ''`, [copies.map(({ table }) => table)]);
    const filled = new Map(plan.loads.map(({ target, columns }) => [target, new Set(columns.map((pair) => pair.target.name))]));
    const needed = rows.filter(({ index, column }) => !filled.get(copies[index].target)?.has(column));
    for (const [number, { index, column, expression }] of needed.entries()) {
        const sequence = `pg_temp.numbers_${number + 1}`;
        const own = expression.replace(/nextval\('(?:[^']|'')+'::regclass\)/g, `nextval('${sequence}'::regclass)`);
        const next = copies[index].target.columns.find(({ name }) => name === column)?.next ?? 1;
        if (own !== expression)
            await session.execute(`CREATE TEMPORARY SEQUENCE ${sequence} MINVALUE ${lowest} START WITH ${next}`);
        await session.execute(`ALTER TABLE ${copies[index].relation} ALTER COLUMN ${quoteName(column)} SET DEFAULT ${own}`);
    }
}
const lowest = -(2n ** 63n);
/** A record of a partitioned table must belong to one of its partitions. */
async function addPartitions(session, copies) {
    const rows = await session.query(`SELECT t.index::int - 1 AS index, (
        SELECT pg_catalog.array_agg(pg_catalog.pg_get_partition_constraintdef(p.relid))
        FROM pg_catalog.pg_partition_tree(c.oid) p WHERE p.isleaf AND p.relid <> c.oid) AS conditions
    FROM unnest($1::text[]) WITH ORDINALITY AS t(name, index)
    JOIN pg_catalog.pg_class c ON c.oid = t.name::pg_catalog.regclass AND c.relkind = 'p'`, [copies.map(({ table }) => table)]);
    for (const { index, conditions } of rows) {
        const belongs = (conditions ?? ['false']).map((condition) => `(${condition})`).join(' OR ');
        await session.execute(`ALTER TABLE ${copies[index].relation} ADD CONSTRAINT ${quoteName(noPartition)} CHECK ((${belongs}) IS TRUE)`);
    }
}
async function nameKeys(session, copies) {
    const rows = await session.query(`SELECT t.index::int - 1 AS index, x.conname AS name
    FROM unnest($1::text[]) WITH ORDINALITY AS t(name, index)
    JOIN pg_catalog.pg_constraint x ON x.conrelid = t.name::pg_catalog.regclass AND x.contype = 'p'`, [copies.map(({ table }) => table)]);
    for (const { index, name } of rows)
        copies[index].primaryKeyName = name;
}
/** Whether the server can make the keys of new tables at all: tried on tables without rows. */
async function tryKeys({ session, schemas }, copies) {
    const made = copies.filter(({ isNew }) => isNew);
    if (made.length === 0)
        return;
    await session.execute('SAVEPOINT keys');
    for (const { target, relation } of made) {
        for (const sql of keyStatements(target, relation))
            await make(session, sql, `A key or index of ${target.name}`);
    }
    const tables = byName(made.map(({ target }) => target));
    const byTable = new Map(made.map((copy) => [copy.table, copy.relation]));
    let others = 0;
    for (const { target, relation } of made) {
        for (const key of target.foreignKeys) {
            const table = quoteLocation(parentLocation(key, schemas, tables));
            const known = byTable.get(table);
            const parent = known ?? `pg_temp.parent_${++others}`;
            if (known === undefined && !(await isThere(session, table)))
                continue;
            if (known === undefined) {
                byTable.set(table, parent);
                await session.execute(`CREATE TEMPORARY TABLE ${parent} (LIKE ${table} INCLUDING INDEXES)`);
            }
            const what = `The foreign key ${key.name} of ${target.name}`;
            await make(session, foreignKeyStatement(key, relation, parent), what);
        }
    }
    await session.execute('ROLLBACK TO SAVEPOINT keys');
}
async function isThere(session, table) {
    const [row] = await session.query('SELECT pg_catalog.to_regclass($1) IS NOT NULL AS there', [table]);
    return row?.there === true;
}
