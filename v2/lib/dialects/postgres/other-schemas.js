const shownNames = 5;
/** A note of tables in schemas that were not asked for. Partitions and what extensions brought are no tables of their own. */
export async function noteOtherSchemas(session, schemas) {
    const rows = await session.query(`SELECT n.nspname AS schema, count(*) AS tables
    FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND c.relpersistence <> 't'
      AND n.nspname <> ALL ($1::text[]) AND n.nspname <> 'information_schema' AND n.nspname NOT LIKE 'pg\\_%'
      AND NOT EXISTS (
        SELECT FROM pg_catalog.pg_depend d
        WHERE d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.objid = c.oid AND d.deptype = 'e')
    GROUP BY n.nspname ORDER BY n.nspname COLLATE "C"`, [schemas]);
    if (rows.length === 0)
        return [];
    const tables = rows.reduce((sum, row) => sum + Number(row.tables), 0);
    const names = rows.map(({ schema }) => schema);
    const shown = `${names.slice(0, shownNames).join(', ')}${names.length > shownNames ? ', …' : ''}`;
    return [
        `Not in the dump: ${tables === 1 ? 'one table' : `${tables} tables`} of other schemas (${shown}). For them, end the URL with ?schemas=${[...schemas, ...names].map(encodeURIComponent).join(',')}`,
    ];
}
