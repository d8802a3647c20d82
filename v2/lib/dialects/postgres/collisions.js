import { readIndexDefinition } from './ddl.js';
import { readFound, shownColumn } from './found-records.js';
import { quoteName } from './quote.js';
import { orderBy, sortsByBytes } from './record-order.js';
import { serverError } from './session.js';
/** The records of a trial's copy that uniques and exclusion constraints of its target would refuse. */
export async function findCollisions(context, copy) {
    const found = [];
    for (const key of await uniqueKeys(context, copy)) {
        const collision = await collisionOf(context, copy, key);
        if (collision)
            found.push(collision);
    }
    for (const { name, definition = '' } of copy.target.indexes) {
        const read = readIndexDefinition(definition);
        const collision = read?.exclusion ? await exclusionOf(context.session, copy, name, read.body) : undefined;
        if (collision)
            found.push(collision);
    }
    return found;
}
async function uniqueKeys(context, copy) {
    const { target, primaryKeyName } = copy;
    const keys = target.uniques.map((unique) => plainKey(target, unique.name, unique.columns, unique.nullsNotDistinct === true));
    if (target.primaryKey.length > 0)
        keys.unshift(plainKey(target, primaryKeyName, target.primaryKey, false));
    for (const { name, unique, definition = '' } of target.indexes) {
        const read = unique ? readIndexDefinition(definition) : undefined;
        if (read && !read.exclusion)
            keys.push(await indexKey(context, copy, name, read.body));
    }
    return keys;
}
const plainKey = (table, name, columns, nullsNotDistinct) => ({
    name,
    columns,
    terms: columns.map(quoteName),
    shown: columns.map((each) => shownColumn(table.columns.find((column) => column.name === each))),
    nullsNotDistinct,
    predicate: null,
});
/** The server itself is asked what its definition says: by an index on a table without rows. */
async function indexKey({ session, serverVersion }, copy, name, body) {
    await session.execute('SAVEPOINT probe');
    await session.execute(`CREATE TEMPORARY TABLE probe (LIKE ${copy.relation} INCLUDING GENERATED)`);
    await session.execute(`CREATE UNIQUE INDEX probe_key ON pg_temp.probe ${body}`);
    const terms = await session.query(`SELECT pg_catalog.pg_get_indexdef(i.indexrelid, k.position::int, false) AS term,
      pg_catalog.quote_ident(n.nspname) || '.' || pg_catalog.quote_ident(l.collname) AS collation,
      pg_catalog.pg_get_expr(i.indpred, i.indrelid) AS predicate,
      ${serverVersion >= 15 ? 'i.indnullsnotdistinct' : 'false'} AS "nullsNotDistinct"
    FROM pg_catalog.pg_index i
    CROSS JOIN unnest(i.indcollation::oid[]) WITH ORDINALITY AS k(used, position)
    LEFT JOIN pg_catalog.pg_collation l ON l.oid = k.used
    LEFT JOIN pg_catalog.pg_namespace n ON n.oid = l.collnamespace
    WHERE i.indexrelid = 'pg_temp.probe_key'::pg_catalog.regclass AND k.position <= i.indnkeyatts
    ORDER BY k.position`);
    await session.execute('ROLLBACK TO SAVEPOINT probe');
    return {
        name,
        columns: terms.map(({ term }) => columnIn(copy.target, term)?.name ?? term),
        terms: terms.map(({ term, collation }) => (collation === null ? term : `(${term}) COLLATE ${collation}`)),
        shown: terms.map(({ term }) => shownTerm(copy.target, term)),
        nullsNotDistinct: terms[0]?.nullsNotDistinct ?? false,
        predicate: terms[0]?.predicate ?? null,
    };
}
const columnIn = ({ columns }, term) => columns.find(({ name }) => name === term || quoteName(name) === term);
function shownTerm(table, term) {
    const column = columnIn(table, term);
    if (column)
        return shownColumn(column);
    return { column: { name: term, type: 'text', native: 'text', nullable: true }, sql: `(${term})::text` };
}
async function collisionOf({ session, encoding }, { target, relation }, { name, columns, terms, shown, nullsNotDistinct, predicate }) {
    const conditions = nullsNotDistinct ? [] : terms.map((term) => `(${term}) IS NOT NULL`);
    if (predicate !== null)
        conditions.push(`(${predicate})`);
    const rows = `${relation}${conditions.length === 0 ? '' : ` WHERE ${conditions.join(' AND ')}`}`;
    const [row] = await session.query(`SELECT sum(n - 1)::text AS count
    FROM (SELECT count(*) AS n FROM ${rows} GROUP BY ${terms.join(', ')} HAVING count(*) > 1) AS g`);
    if (!row?.count)
        return undefined;
    const place = freeName(target);
    const order = orderBy(target, sortsByBytes(encoding));
    const numbered = `SELECT *, row_number() OVER (PARTITION BY ${terms.join(', ')}${order}, ctid) AS ${place} FROM ${rows}`;
    return {
        unique: name,
        table: target.name,
        columns,
        count: Number(row.count),
        records: await readFound(session, {
            table: target,
            values: shown,
            from: `(${numbered}) AS c WHERE ${place} > 1`,
            encoding,
        }),
    };
}
/** That no column of the table has. */
function freeName({ columns }) {
    const names = new Set(columns.map(({ name }) => name));
    let name = 'place';
    while (names.has(name))
        name += '_';
    return name;
}
/** Only the server can tell, and tells one. */
async function exclusionOf(session, { target, relation }, name, body) {
    await session.execute('SAVEPOINT exclusion');
    try {
        await session.execute(`ALTER TABLE ${relation} ADD CONSTRAINT ${quoteName(name)} ${body}`);
        return undefined;
    }
    catch (error) {
        const server = serverError(error);
        if (server?.code !== '23P01')
            throw error;
        const [, columns = name, values = server.message] = /^Key \(([\s\S]*?)\)=\(([\s\S]*)\) conflicts with/.exec(server.detail ?? '') ?? [];
        return {
            unique: name,
            table: target.name,
            columns: [columns],
            count: 1,
            records: [{ key: {}, values: [values] }],
        };
    }
    finally {
        await session.executeLast('ROLLBACK TO SAVEPOINT exclusion');
    }
}
