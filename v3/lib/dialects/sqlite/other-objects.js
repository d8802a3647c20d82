import { parseCreateTable } from './create-table-sql.js';
export async function readOtherObjects(connection) {
    const rows = await connection.all(`SELECT type, name, tbl_name AS "table", sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY tbl_name, rowid`);
    const of = (type) => rows.filter((row) => row.type === type);
    return {
        checks: of('table').flatMap(({ name, sql }) => parseCreateTable(String(sql)).checks.map((check) => `${name}: ${check.replace(/\s+/g, ' ')}`)),
        triggers: of('trigger').map(({ name, table }) => `${table}.${name}`),
        views: of('view').map(({ name }) => String(name)),
        routines: [],
    };
}
