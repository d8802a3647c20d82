import type { OtherObjects } from '../dialect.ts'
import type { Session } from './session.ts'

const notOfExtension = (catalog: string, oid: string): string =>
  `NOT EXISTS (
      SELECT FROM pg_catalog.pg_depend d
      WHERE d.classid = 'pg_catalog.${catalog}'::pg_catalog.regclass AND d.objid = ${oid} AND d.deptype = 'e')`

/** A check that only keeps the members of an enum or set comes with its column. */
const othersSql = `
  SELECT ARRAY(
      SELECT c.relname || '.' || x.conname FROM pg_catalog.pg_constraint x
      JOIN pg_catalog.pg_class c ON c.oid = x.conrelid JOIN wanted w ON w.oid = c.relnamespace
      WHERE x.contype = 'c' AND NOT c.relispartition AND ${notOfExtension('pg_class', 'c.oid')}
        AND NOT (x.conname LIKE '%\\_members%' AND pg_catalog.col_description(c.oid, x.conkey[1]) LIKE 'record-tasks:%')
      ORDER BY 1) AS checks,
    ARRAY(
      SELECT c.relname || '.' || t.tgname FROM pg_catalog.pg_trigger t
      JOIN pg_catalog.pg_class c ON c.oid = t.tgrelid JOIN wanted w ON w.oid = c.relnamespace
      WHERE NOT t.tgisinternal AND NOT c.relispartition AND ${notOfExtension('pg_class', 'c.oid')}
      ORDER BY 1) AS triggers,
    ARRAY(
      SELECT c.relname::text FROM pg_catalog.pg_class c JOIN wanted w ON w.oid = c.relnamespace
      WHERE c.relkind IN ('v', 'm') AND ${notOfExtension('pg_class', 'c.oid')}
      ORDER BY 1) AS views,
    ARRAY(
      SELECT p.proname::text FROM pg_catalog.pg_proc p JOIN wanted w ON w.oid = p.pronamespace
      WHERE ${notOfExtension('pg_proc', 'p.oid')}
      ORDER BY 1) AS routines,
    ARRAY(
      SELECT c.relname::text FROM pg_catalog.pg_class c JOIN wanted w ON w.oid = c.relnamespace
      WHERE c.relrowsecurity AND NOT c.relispartition
      ORDER BY 1) AS secured,
    ARRAY(
      SELECT c.relname || '.' || r.rulename FROM pg_catalog.pg_rewrite r
      JOIN pg_catalog.pg_class c ON c.oid = r.ev_class JOIN wanted w ON w.oid = c.relnamespace
      WHERE c.relkind IN ('r', 'p') AND ${notOfExtension('pg_class', 'c.oid')}
      ORDER BY 1) AS rules`

export async function readOtherObjects(session: Session, schemas: readonly string[]): Promise<OtherObjects> {
  const [found] = await session.query<OtherObjects>(
    `WITH wanted AS (SELECT oid FROM pg_catalog.pg_namespace WHERE nspname = ANY ($1::text[]))${othersSql}`,
    [schemas],
  )
  return found!
}
