import { quoteLocation } from './location.js';
import { quoteName, quoteText } from './quote.js';
/** The tables with these names, and their partitions below them. */
export async function readTouched(session, locations) {
    return session.query(`WITH RECURSIVE touched (oid, depth) AS (
      SELECT c.oid, 0 FROM unnest($1::text[], $2::text[]) AS t(schema, relation)
      JOIN pg_catalog.pg_namespace n ON n.nspname = t.schema
      JOIN pg_catalog.pg_class c ON c.relnamespace = n.oid AND c.relname = t.relation AND c.relkind IN ('r', 'p')
      UNION
      SELECT i.inhrelid, t.depth + 1 FROM touched t
      JOIN pg_catalog.pg_inherits i ON i.inhparent = t.oid
      JOIN pg_catalog.pg_class c ON c.oid = i.inhrelid AND c.relispartition
    )
    SELECT t.oid, t.depth, n.nspname AS schema, c.relname AS relation, c.relkind = 'p' AS partitioned,
      pg_catalog.pg_get_userbyid(c.relowner) AS owner, pg_catalog.pg_has_role(c.relowner, 'USAGE') AS owned,
      pg_catalog.has_table_privilege(c.oid, 'TRUNCATE') AS "mayTruncate"
    FROM touched t JOIN pg_catalog.pg_class c ON c.oid = t.oid JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind IN ('r', 'p')
    ORDER BY t.depth, n.nspname COLLATE "C", c.relname COLLATE "C"`, [locations.map((location) => location.schema), locations.map((location) => location.relation)]);
}
/** Foreign keys from and to the tables; those that partitions have from their parent go and come with it. */
export async function readForeignKeys(session, touched, version) {
    const names = (relation, numbers) => `
    (SELECT pg_catalog.array_agg(a.attname::text ORDER BY k.position)
      FROM unnest(${numbers}) WITH ORDINALITY AS k(number, position)
      JOIN pg_catalog.pg_attribute a ON a.attrelid = ${relation} AND a.attnum = k.number)`;
    const place = (relation) => `
    pg_catalog.json_build_object('partitioned', ${relation}.relkind = 'p',
      'root', (SELECT pg_catalog.json_build_object('schema', n.nspname, 'relation', r.relname)
        FROM pg_catalog.pg_class r JOIN pg_catalog.pg_namespace n ON n.oid = r.relnamespace
        WHERE ${relation}.relispartition AND r.oid = pg_catalog.pg_partition_root(${relation}.oid)),
      'condition', pg_catalog.pg_get_partition_constraintdef(${relation}.oid))`;
    return session.query(`SELECT c.conname AS name,
      pg_catalog.json_build_object('schema', cn.nspname, 'relation', child.relname) AS child,
      pg_catalog.json_build_object('schema', pn.nspname, 'relation', parent.relname) AS parent,
      ${names('c.conrelid', 'c.conkey')} AS "childColumns", ${names('c.confrelid', 'c.confkey')} AS "parentColumns",
      ${place('child')} AS "childPlace", ${place('parent')} AS "parentPlace",
      NOT EXISTS (
        SELECT FROM pg_catalog.pg_attribute a JOIN pg_catalog.pg_type t ON t.oid = a.atttypid
        WHERE a.attrelid = c.conrelid AND a.attnum = ANY (c.conkey)
          AND (a.attnotnull OR a.attgenerated <> '' OR t.typnotnull)) AS nullable,
      (SELECT pg_catalog.json_agg(CASE WHEN p.attcollation <> a.attcollation THEN
            pg_catalog.quote_ident(ln.nspname) || '.' || pg_catalog.quote_ident(l.collname) END ORDER BY k.position)
        FROM unnest(c.conkey, c.confkey) WITH ORDINALITY AS k(child, parent, position)
        JOIN pg_catalog.pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = k.child
        JOIN pg_catalog.pg_attribute p ON p.attrelid = c.confrelid AND p.attnum = k.parent
        LEFT JOIN pg_catalog.pg_collation l ON l.oid = p.attcollation
        LEFT JOIN pg_catalog.pg_namespace ln ON ln.oid = l.collnamespace) AS collations,
      pg_catalog.pg_get_constraintdef(c.oid) AS definition, c.convalidated AS validated,
      ${version >= 18 ? 'c.conenforced' : 'true'} AS enforced, c.confmatchtype = 'f' AS full,
      pg_catalog.obj_description(c.oid, 'pg_constraint') AS comment
    FROM pg_catalog.pg_constraint c
    JOIN pg_catalog.pg_class child ON child.oid = c.conrelid
    JOIN pg_catalog.pg_namespace cn ON cn.oid = child.relnamespace
    JOIN pg_catalog.pg_class parent ON parent.oid = c.confrelid
    JOIN pg_catalog.pg_namespace pn ON pn.oid = parent.relnamespace
    WHERE c.contype = 'f' AND c.conparentid = 0 AND (c.conrelid = ANY ($1::oid[]) OR c.confrelid = ANY ($1::oid[]))
    ORDER BY c.oid`, [touched.map((table) => table.oid)]);
}
/**
 * Triggers of users, parents before partitions. Before version 15 the copies on partitions count as internal:
 * they follow their parent.
 */
export async function readTriggers(session, touched) {
    const order = new Map(touched.map((table, index) => [table.oid, index]));
    const rows = await session.query(`SELECT tgrelid AS oid, tgname AS name, tgenabled AS state FROM pg_catalog.pg_trigger
    WHERE tgrelid = ANY ($1::oid[]) AND NOT tgisinternal ORDER BY tgname`, [touched.map((table) => table.oid)]);
    return rows
        .sort((a, b) => order.get(a.oid) - order.get(b.oid))
        .map(({ oid, name, state }) => ({ relation: touched[order.get(oid)], name, state }))
        .filter(({ relation, state }) => state !== 'D' || relation.depth > 0);
}
const restoring = {
    O: 'ENABLE TRIGGER',
    R: 'ENABLE REPLICA TRIGGER',
    A: 'ENABLE ALWAYS TRIGGER',
    // Enabling the parent's enabled the partition's, too.
    D: 'DISABLE TRIGGER',
};
/** Foreign keys and triggers of the tables that a load touches, away inside its transaction and put back in it. */
export class Suspension {
    keys;
    /** The tables that are loaded or cleared, and their partitions, by oid. */
    touched;
    #triggers;
    #session;
    constructor(session, touched, keys, triggers) {
        this.#session = session;
        this.touched = touched;
        this.keys = keys;
        this.#triggers = triggers;
    }
    /** Other tables at the far end of a foreign key: dropping it locks them too. */
    get neighbours() {
        return this.keys.flatMap((key) => [key.child, key.parent]);
    }
    /** The tables that only their owner can change so. */
    get altered() {
        return [...this.keys.map((key) => key.child), ...this.#triggers.map((trigger) => trigger.relation)];
    }
    async begin() {
        for (const { child, name } of this.keys) {
            await this.#session.execute(`ALTER TABLE ${quoteLocation(child)} DROP CONSTRAINT ${quoteName(name)}`);
        }
        for (const { relation, name } of this.#triggers) {
            await this.#session.execute(`ALTER TABLE ${quoteLocation(relation)} DISABLE TRIGGER ${quoteName(name)}`);
        }
    }
    /** @param add runs the statement that puts a key back, which checks every row unless it is NOT VALID */
    async end(add) {
        for (const key of this.keys) {
            const name = `${quoteLocation(key.child)} ADD CONSTRAINT ${quoteName(key.name)}`;
            await add(key, `ALTER TABLE ${name} ${key.definition}`);
            await this.#comment(key);
        }
        for (const { relation, name, state } of this.#triggers) {
            await this.#session.execute(`ALTER TABLE ${quoteLocation(relation)} ${restoring[state]} ${quoteName(name)}`);
        }
    }
    async #comment({ name, child, comment }) {
        if (comment === null)
            return;
        await this.#session.execute(`COMMENT ON CONSTRAINT ${quoteName(name)} ON ${quoteLocation(child)} IS ${quoteText(comment)}`);
    }
}
