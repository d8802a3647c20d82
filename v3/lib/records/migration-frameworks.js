const text = (row, column) => row[column] ?? '';
/** Of a version or a number as text: null where there is none. */
const present = (row, column) => row[column] !== null && row[column] !== undefined;
/** The engines' ways to write a boolean. */
const isTrue = (row, column) => /^(1|t|true)$/i.test(text(row, column));
const byBytes = (a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b));
/** `9` before `10`; what is no number after all numbers. */
const byNumber = (a, b) => {
    const [left, right] = [integer(a), integer(b)];
    if (left === undefined || right === undefined) {
        return Number(left === undefined) - Number(right === undefined) || byBytes(a, b);
    }
    return left < right ? -1 : Number(left > right);
};
const integer = (value) => (/^-?\d+$/.test(value) ? BigInt(value) : undefined);
const sortedBy = (rows, column) => [...rows].sort((a, b) => byNumber(text(a, column), text(b, column)));
const names = (rows, column) => rows.map((row) => text(row, column));
const knex = {
    kind: 'knex',
    table: /./, // `migrations.tableName` is free; the lock table beside it is not
    columns: ['id', 'name', 'batch', 'migration_time'],
    companions: [{ table: (history) => `${history}_lock`, columns: ['index', 'is_locked'], required: true }],
    versions: (rows) => names(rows, 'name').sort(byBytes),
};
const django = {
    kind: 'django',
    table: /^django_migrations$/,
    columns: ['id', 'app', 'name', 'applied'],
    // Django orders by a graph between apps that only its code knows.
    versions: (rows) => rows.map((row) => `${text(row, 'app')}.${text(row, 'name')}`).sort(byBytes),
};
const rails = {
    kind: 'rails',
    table: /^schema_migrations$/,
    columns: ['version'],
    companions: [
        { table: () => 'ar_internal_metadata', columns: ['key', 'value', 'created_at', 'updated_at'] },
    ],
    versions: (rows) => names(rows, 'version').sort(byNumber),
};
const golangMigrate = {
    kind: 'golang-migrate',
    table: /^schema_migrations$/,
    columns: ['version', 'dirty'],
    // One row: the version reached, marked dirty before its SQL runs and cleaned after it.
    versions: (rows) => names(rows.filter((row) => !isTrue(row, 'dirty')), 'version').sort(byNumber),
};
const laravel = {
    kind: 'laravel',
    table: /^migrations$/,
    columns: ['migration', 'batch'],
    optional: ['id'],
    versions: (rows) => [...rows]
        .sort((a, b) => byNumber(text(a, 'batch'), text(b, 'batch')) || byBytes(text(a, 'migration'), text(b, 'migration')))
        .map((row) => text(row, 'migration')),
};
const prisma = {
    kind: 'prisma',
    table: /^_prisma_migrations$/,
    columns: [
        'id',
        'checksum',
        'finished_at',
        'migration_name',
        'logs',
        'rolled_back_at',
        'started_at',
        'applied_steps_count',
    ],
    versions: (rows) => {
        const applied = rows.filter((row) => present(row, 'finished_at') && !present(row, 'rolled_back_at'));
        return names(applied, 'migration_name').sort(byBytes);
    },
};
const sequelize = {
    kind: 'sequelize',
    table: /^sequelizemeta$/,
    columns: ['name'],
    optional: ['createdat', 'updatedat'],
    versions: (rows) => names(rows, 'name').sort(byBytes),
};
const typeorm = {
    kind: 'typeorm',
    table: /^migrations$/,
    columns: ['id', 'timestamp', 'name'],
    companions: [
        { table: () => 'typeorm_metadata', columns: ['type', 'database', 'schema', 'table', 'name', 'value'] },
    ],
    versions: (rows) => names(sortedBy(rows, 'timestamp'), 'name'),
};
const alembic = {
    kind: 'alembic',
    table: /^alembic_version$/,
    columns: ['version_num'],
    // The heads alone: what led to them is in Alembic's files.
    versions: (rows) => names(rows, 'version_num').sort(byBytes),
};
const flyway = {
    kind: 'flyway',
    table: /^(flyway_schema_history|schema_version)$/,
    columns: [
        'installed_rank',
        'version',
        'description',
        'type',
        'script',
        'checksum',
        'installed_by',
        'installed_on',
        'execution_time',
        'success',
    ],
    versions: (rows) => flywayVersions(sortedBy(rows, 'installed_rank')),
};
/** Undoing a migration, or `repair` giving up a lost one, adds a row; repeatable ones have no version and may come twice. */
const flywayVersions = (rows) => {
    const versions = new Set();
    for (const row of rows) {
        const type = text(row, 'type');
        if (!isTrue(row, 'success') || type === 'SCHEMA')
            continue;
        const version = row.version ?? text(row, 'script');
        versions.delete(version);
        if (type !== 'DELETE' && !type.startsWith('UNDO'))
            versions.add(version);
    }
    return [...versions];
};
const goose = {
    kind: 'goose',
    table: /^goose_db_version$/,
    columns: ['id', 'version_id', 'is_applied', 'tstamp'],
    versions: (rows) => gooseVersions(sortedBy(rows, 'id')),
};
/** The last row of a version decides; version 0 only says that the table was made. */
const gooseVersions = (rows) => {
    const applied = new Map(rows.map((row) => [text(row, 'version_id'), isTrue(row, 'is_applied')]));
    return [...applied.keys()].filter((version) => version !== '0' && applied.get(version)).sort(byNumber);
};
/** Where a database has the tables of more than one, the first here gives the history. */
export const migrationFrameworks = [
    knex,
    django,
    rails,
    laravel,
    prisma,
    sequelize,
    typeorm,
    alembic,
    flyway,
    goose,
    golangMigrate,
];
