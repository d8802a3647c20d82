export async function readOtherObjects(session) {
    const names = async (sql) => (await session.rows(sql)).map(({ name }) => name);
    return {
        checks: await names(checksSql(session)),
        triggers: await names("SELECT CONCAT(event_object_table, '.', trigger_name) AS name FROM information_schema.triggers " +
            'WHERE trigger_schema = DATABASE() ORDER BY 1'),
        views: await names('SELECT table_name AS name FROM information_schema.views WHERE table_schema = DATABASE() ORDER BY 1'),
        routines: await names('SELECT routine_name AS name FROM information_schema.routines WHERE routine_schema = DATABASE() ORDER BY 1'),
    };
}
/** In MariaDB a json column is a text with a check, which comes with it. */
const checksSql = ({ flavor }) => flavor.engine === 'mariadb'
    ? "SELECT CONCAT(table_name, '.', constraint_name) AS name FROM information_schema.check_constraints " +
        'WHERE constraint_schema = DATABASE() ' +
        "AND NOT (level = 'Column' AND check_clause = CONCAT('json_valid(`', REPLACE(constraint_name, '`', '``'), '`)')) ORDER BY 1"
    : "SELECT CONCAT(table_name, '.', constraint_name) AS name FROM information_schema.table_constraints " +
        "WHERE constraint_schema = DATABASE() AND constraint_type = 'CHECK' ORDER BY 1";
