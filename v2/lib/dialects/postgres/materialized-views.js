import { quoteLocation } from './location.js';
import { serverError } from './session.js';
/** Filled ones that show records of these tables, those first that others are made of. */
const viewsSql = `
  WITH RECURSIVE shown (oid, depth) AS (
    SELECT oid, 0 FROM unnest($1::oid[]) AS t(oid)
    UNION
    SELECT r.ev_class, s.depth + 1 FROM shown s
    JOIN pg_catalog.pg_depend d ON d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.refobjid = s.oid
      AND d.classid = 'pg_catalog.pg_rewrite'::pg_catalog.regclass
    JOIN pg_catalog.pg_rewrite r ON r.oid = d.objid AND r.ev_class <> s.oid
  )
  SELECT n.nspname AS schema, c.relname AS relation, pg_catalog.pg_has_role(c.relowner, 'USAGE') AS owned
  FROM shown s JOIN pg_catalog.pg_class c ON c.oid = s.oid JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  WHERE c.relkind = 'm' AND c.relispopulated
  GROUP BY c.oid, n.nspname, c.relname, c.relowner
  ORDER BY max(s.depth), n.nspname COLLATE "C", c.relname COLLATE "C"`;
/**
 * Refreshes what is made of the tables' records, as pg_restore does, in the load's transaction. Gives a sentence for
 * each that stays as it was.
 */
export async function refreshMaterializedViews(session, oids) {
    const views = await session.query(viewsSql, [oids]);
    const notes = [];
    for (const view of views) {
        const reason = view.owned ? await refresh(session, view) : 'only its owner can';
        if (reason !== undefined)
            notes.push(`The materialized view ${view.schema}.${view.relation} is not refreshed and shows the records of before: ${reason}.`);
    }
    return notes;
}
async function refresh(session, view) {
    await session.execute('SAVEPOINT refreshing');
    try {
        await session.execute(`REFRESH MATERIALIZED VIEW ${quoteLocation(view)}`);
        await session.execute('RELEASE SAVEPOINT refreshing');
        return undefined;
    }
    catch (error) {
        const server = serverError(error);
        if (!server || session.isLost || server.code === '57014')
            throw error;
        await session.execute('ROLLBACK TO SAVEPOINT refreshing');
        return server.message;
    }
}
