import { quoteText } from './quote.js';
/** Those that the application made itself; what an extension brought comes with it. */
const typesSql = `
  SELECT t.oid, pg_catalog.format_type(t.oid, NULL) AS name, t.typtype AS kind, t.typarray AS array,
    CASE t.typtype WHEN 'd' THEN ARRAY[t.typbasetype]
      WHEN 'c' THEN ARRAY(SELECT a.atttypid FROM pg_catalog.pg_attribute a
        WHERE a.attrelid = t.typrelid AND a.attnum > 0 AND NOT a.attisdropped)
      WHEN 'r' THEN ARRAY(SELECT r.rngsubtype FROM pg_catalog.pg_range r WHERE r.rngtypid = t.oid)
      ELSE '{}' END AS needs,
    CASE WHEN t.typtype = 'd' THEN pg_catalog.format_type(t.typbasetype, t.typtypmod) END AS base,
    CASE t.typtype
      WHEN 'd' THEN
        coalesce((SELECT ' COLLATE ' || pg_catalog.quote_ident(n.nspname) || '.' || pg_catalog.quote_ident(l.collname)
          FROM pg_catalog.pg_collation l JOIN pg_catalog.pg_namespace n ON n.oid = l.collnamespace
          JOIN pg_catalog.pg_type b ON b.oid = t.typbasetype
          WHERE l.oid = t.typcollation AND t.typcollation <> b.typcollation), '')
        || coalesce(' DEFAULT ' || t.typdefault, '')
        || CASE WHEN t.typnotnull THEN ' NOT NULL' ELSE '' END
        || coalesce((SELECT pg_catalog.string_agg(' CONSTRAINT ' || pg_catalog.quote_ident(x.conname) || ' '
            || pg_catalog.pg_get_constraintdef(x.oid), '' ORDER BY x.conname)
          FROM pg_catalog.pg_constraint x WHERE x.contypid = t.oid AND x.contype = 'c'), '')
      WHEN 'c' THEN (SELECT pg_catalog.string_agg(pg_catalog.quote_ident(a.attname) || ' '
          || pg_catalog.format_type(a.atttypid, a.atttypmod), ', ' ORDER BY a.attnum)
        FROM pg_catalog.pg_attribute a WHERE a.attrelid = t.typrelid AND a.attnum > 0 AND NOT a.attisdropped)
      WHEN 'e' THEN (SELECT pg_catalog.string_agg(pg_catalog.quote_literal(e.enumlabel), ', ' ORDER BY e.enumsortorder)
        FROM pg_catalog.pg_enum e WHERE e.enumtypid = t.oid)
      WHEN 'r' THEN (SELECT 'SUBTYPE = ' || pg_catalog.format_type(r.rngsubtype, NULL)
          || coalesce(', SUBTYPE_DIFF = ' || nullif(r.rngsubdiff::oid, 0)::pg_catalog.regproc::text, '')
        FROM pg_catalog.pg_range r WHERE r.rngtypid = t.oid) END AS rest
  FROM pg_catalog.pg_type t
  JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace
  LEFT JOIN pg_catalog.pg_class c ON c.oid = t.typrelid
  WHERE t.typtype IN ('c', 'd', 'e', 'r') AND (t.typtype <> 'c' OR c.relkind = 'c')
    AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast')
    AND NOT EXISTS (
      SELECT FROM pg_catalog.pg_depend d
      WHERE d.classid = 'pg_catalog.pg_type'::pg_catalog.regclass AND d.objid = t.oid AND d.deptype = 'e')
    AND NOT EXISTS (
      SELECT FROM pg_catalog.pg_depend d
      WHERE d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.objid = t.typrelid AND d.deptype = 'e')`;
/** By oid, also that of the array: the types that must be made for it, those first that others need. */
export async function readTypeDefinitions(session) {
    const rows = await session.query(typesSql);
    const byOid = new Map(rows.flatMap((row) => [[row.oid, row], [row.array, row]]));
    return new Map([...byOid].map(([oid, row]) => [oid, definitionsOf(row, byOid)]));
}
function definitionsOf(row, byOid) {
    const needed = row.needs.flatMap((oid) => {
        const other = byOid.get(oid);
        return other ? definitionsOf(other, byOid) : [];
    });
    const all = [...needed, { name: row.name, definition: definitionOf(row) }];
    return all.filter(({ name }, index) => all.findIndex((other) => other.name === name) === index);
}
function definitionOf({ name, kind, base, rest }) {
    switch (kind) {
        case 'd':
            return `CREATE DOMAIN ${name} AS ${base}${rest}`;
        case 'c':
            return `CREATE TYPE ${name} AS (${rest ?? ''})`;
        case 'e':
            return enumDefinition(name, rest ?? '');
        case 'r':
            return `CREATE TYPE ${name} AS RANGE (${rest})`;
    }
}
const enumDefinition = (name, members) => `CREATE TYPE ${name} AS ENUM (${members})`;
/** Of a column whose dump has no definition: an enum of older dumps. */
export const enumOf = (name, values) => ({
    name,
    definition: enumDefinition(name, values.map(quoteText).join(', ')),
});
