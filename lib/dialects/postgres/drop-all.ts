import { TaskError } from '../../errors.ts'
import { someNames } from '../../some-of.ts'
import { takeLock } from './advisory-lock.ts'
import type { Session } from './session.ts'

/** What DROP calls the kinds of pg_identify_object() that migrations make, in the order in which they go. */
const keywords: ReadonlyMap<string, string> = new Map([
  ['view', 'VIEW'],
  ['materialized view', 'MATERIALIZED VIEW'],
  ['foreign table', 'FOREIGN TABLE'],
  ['table', 'TABLE'],
  ['sequence', 'SEQUENCE'],
  ['function', 'ROUTINE'],
  ['procedure', 'ROUTINE'],
  ['aggregate', 'ROUTINE'],
  ['operator', 'OPERATOR'],
  ['operator class', 'OPERATOR CLASS'],
  ['operator family', 'OPERATOR FAMILY'],
  ['type', 'TYPE'],
  ['composite type', 'TYPE'],
  ['collation', 'COLLATION'],
  ['conversion', 'CONVERSION'],
  ['statistics object', 'STATISTICS'],
  ['text search configuration', 'TEXT SEARCH CONFIGURATION'],
  ['text search dictionary', 'TEXT SEARCH DICTIONARY'],
])

interface ObjectRow {
  type: string
  /** Qualified and quoted. */
  identity: string
}

/** All that is in a schema by itself: not what belongs to a table, a type or an extension. */
const ownObjects = `
  SELECT d.classid, d.objid, 0 AS objsubid
  FROM pg_catalog.pg_depend d JOIN pg_catalog.pg_namespace n ON n.oid = d.refobjid
  WHERE d.refclassid = 'pg_catalog.pg_namespace'::pg_catalog.regclass AND d.deptype = 'n' AND d.objsubid = 0
    AND n.nspname = ANY ($1::text[]) AND d.classid <> 'pg_catalog.pg_extension'::pg_catalog.regclass
    AND NOT EXISTS (
      SELECT FROM pg_catalog.pg_depend e
      WHERE e.classid = d.classid AND e.objid = d.objid AND e.objsubid = 0 AND e.deptype IN ('e', 'i'))`

const ownSql = `
  SELECT i.type, i.identity FROM (${ownObjects}) o
  CROSS JOIN LATERAL pg_catalog.pg_identify_object(o.classid, o.objid, 0) i
  ORDER BY i.identity COLLATE "C"`

/** What CASCADE would reach in other schemas, and extensions. A view by its name: the server knows it by its rule. */
const othersSql = `
  WITH RECURSIVE reached (classid, objid, objsubid) AS (
    ${ownObjects}
    UNION
    SELECT d.classid, d.objid, d.objsubid FROM reached r
    JOIN pg_catalog.pg_depend d ON d.refclassid = r.classid AND d.refobjid = r.objid AND d.deptype <> 'e'
      AND r.objsubid IN (0, d.refobjsubid)
  ), placed AS (
    SELECT r.*, CASE r.classid
      WHEN 'pg_catalog.pg_class'::pg_catalog.regclass THEN (SELECT relnamespace FROM pg_catalog.pg_class WHERE oid = r.objid)
      WHEN 'pg_catalog.pg_proc'::pg_catalog.regclass THEN (SELECT pronamespace FROM pg_catalog.pg_proc WHERE oid = r.objid)
      WHEN 'pg_catalog.pg_type'::pg_catalog.regclass THEN (SELECT typnamespace FROM pg_catalog.pg_type WHERE oid = r.objid)
      WHEN 'pg_catalog.pg_constraint'::pg_catalog.regclass THEN (SELECT connamespace FROM pg_catalog.pg_constraint WHERE oid = r.objid)
      ELSE (SELECT relnamespace FROM pg_catalog.pg_class WHERE oid = coalesce(
        (SELECT adrelid FROM pg_catalog.pg_attrdef WHERE r.classid = tableoid AND oid = r.objid),
        (SELECT tgrelid FROM pg_catalog.pg_trigger WHERE r.classid = tableoid AND oid = r.objid AND NOT tgisinternal),
        (SELECT ev_class FROM pg_catalog.pg_rewrite WHERE r.classid = tableoid AND oid = r.objid),
        (SELECT polrelid FROM pg_catalog.pg_policy WHERE r.classid = tableoid AND oid = r.objid)))
    END AS namespace
    FROM reached r
  )
  SELECT DISTINCT CASE WHEN v.oid IS NULL THEN pg_catalog.pg_describe_object(p.classid, p.objid, p.objsubid)
    ELSE pg_catalog.pg_describe_object(v.tableoid, v.oid, 0) END AS object
  FROM placed p
  LEFT JOIN pg_catalog.pg_rewrite w ON w.tableoid = p.classid AND w.oid = p.objid AND w.rulename = '_RETURN'
  LEFT JOIN pg_catalog.pg_class v ON v.oid = w.ev_class
  LEFT JOIN pg_catalog.pg_namespace n ON n.oid = p.namespace
  WHERE (n.nspname <> ALL ($1::text[]) AND n.nspname <> 'pg_toast')
    OR p.classid = 'pg_catalog.pg_extension'::pg_catalog.regclass
  ORDER BY 1`

/** Of each kind so many in one statement. */
const objectsAtOnce = 200

/**
 * In one transaction, which takes the lock of imports. What stays: the schemas with their privileges, extensions and
 * their members, everything of other schemas. TaskError 1 where something of another schema hangs on what would go.
 */
export async function dropAll(
  session: Session,
  databaseName: string,
  schemas: readonly string[],
): Promise<void> {
  await session.execute('BEGIN')
  try {
    await takeLock(session, databaseName)
    await refuseOthers(session, schemas)
    const objects = await session.query<ObjectRow>(ownSql, [schemas])
    for (const keyword of new Set(keywords.values())) {
      const identities = objects
        .filter(({ type }) => keywords.get(type) === keyword)
        .map(({ identity }) => identity)
      await drop(session, keyword, identities)
    }
    await session.execute('COMMIT')
  } catch (error) {
    await session.executeLast('ROLLBACK')
    throw error
  }
}

/** What dropAll() would drop, but for the mark of a build. */
export async function droppable(session: Session, schemas: readonly string[]): Promise<string[]> {
  const objects = await session.query<ObjectRow>(ownSql, [schemas])
  return objects.filter(({ type }) => keywords.has(type)).map(({ identity }) => identity)
}

/** What went with one before it is no longer there. */
async function drop(session: Session, keyword: string, identities: readonly string[]): Promise<void> {
  const step = isListed(keyword) ? objectsAtOnce : 1
  for (let from = 0; from < identities.length; from += step) {
    await session.execute(
      `DROP ${keyword} IF EXISTS ${identities.slice(from, from + step).join(', ')} CASCADE`,
    )
  }
}

/** Whether DROP takes several of them. */
const isListed = (keyword: string): boolean =>
  /^(?:(?:MATERIALIZED )?VIEW|(?:FOREIGN )?TABLE|SEQUENCE|ROUTINE|TYPE)$/.test(keyword)

const shownObjects = 5

async function refuseOthers(session: Session, schemas: readonly string[]): Promise<void> {
  const others = (await session.query<{ object: string }>(othersSql, [schemas])).map(({ object }) => object)
  if (others.length === 0) return
  throw new TaskError(
    `Not everything in ${schemas.join(', ')} can be dropped: other schemas depend on it with ` +
      `${someNames(others, shownObjects)}.`,
    {
      hint: 'Drop these by hand, or name their schemas too: end the URL with ?schemas=first,second. Nothing was changed.',
    },
  )
}
