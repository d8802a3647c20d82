/** A row of a migration table: its values as text. */
export type HistoryRow = Readonly<Record<string, string | null>>

/** How one framework keeps its migration history, and what in it says that a migration is in. */
export interface MigrationFramework {
  readonly kind: string
  /** Of the history table, whose name is given in lower case. */
  readonly table: RegExp
  /** Columns that the table has, all of them. */
  readonly columns: readonly string[]
  /** Columns that some versions or settings of the framework add. */
  readonly optional?: readonly string[]
  /** Tables that belong to it and hold no records either, with all their columns. */
  readonly companions?: readonly Companion[]
  /** The migrations that are in, in the framework's order. */
  readonly versions: (rows: readonly HistoryRow[]) => string[]
}

export interface Companion {
  /** Its name, in lower case, out of that of the history table. */
  readonly table: (history: string) => string
  readonly columns: readonly string[]
  /** Without it the table is not this framework's. */
  readonly required?: true
}

const text = (row: HistoryRow, column: string): string => row[column] ?? ''

/** Of a version or a number as text: null where there is none. */
const present = (row: HistoryRow, column: string): boolean =>
  row[column] !== null && row[column] !== undefined

/** The engines' ways to write a boolean. */
const isTrue = (row: HistoryRow, column: string): boolean => /^(1|t|true)$/i.test(text(row, column))

const byBytes = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b))

/** `9` before `10`; what is no number after all numbers. */
const byNumber = (a: string, b: string): number => {
  const [left, right] = [integer(a), integer(b)]
  if (left === undefined || right === undefined) {
    return Number(left === undefined) - Number(right === undefined) || byBytes(a, b)
  }
  return left < right ? -1 : Number(left > right)
}

const integer = (value: string): bigint | undefined => (/^-?\d+$/.test(value) ? BigInt(value) : undefined)

const sortedBy = (rows: readonly HistoryRow[], column: string): HistoryRow[] =>
  [...rows].sort((a, b) => byNumber(text(a, column), text(b, column)))

const names = (rows: readonly HistoryRow[], column: string): string[] => rows.map((row) => text(row, column))

const knex: MigrationFramework = {
  kind: 'knex',
  table: /./, // `migrations.tableName` is free; the lock table beside it is not
  columns: ['id', 'name', 'batch', 'migration_time'],
  companions: [{ table: (history) => `${history}_lock`, columns: ['index', 'is_locked'], required: true }],
  versions: (rows) => names(rows, 'name').sort(byBytes),
}

const django: MigrationFramework = {
  kind: 'django',
  table: /^django_migrations$/,
  columns: ['id', 'app', 'name', 'applied'],
  // Django orders by a graph between apps that only its code knows.
  versions: (rows) => rows.map((row) => `${text(row, 'app')}.${text(row, 'name')}`).sort(byBytes),
}

const rails: MigrationFramework = {
  kind: 'rails',
  table: /^schema_migrations$/,
  columns: ['version'],
  companions: [
    { table: () => 'ar_internal_metadata', columns: ['key', 'value', 'created_at', 'updated_at'] },
  ],
  versions: (rows) => names(rows, 'version').sort(byNumber),
}

const golangMigrate: MigrationFramework = {
  kind: 'golang-migrate',
  table: /^schema_migrations$/,
  columns: ['version', 'dirty'],
  // One row: the version reached, marked dirty before its SQL runs and cleaned after it.
  versions: (rows) =>
    names(
      rows.filter((row) => !isTrue(row, 'dirty')),
      'version',
    ).sort(byNumber),
}

const laravel: MigrationFramework = {
  kind: 'laravel',
  table: /^migrations$/,
  columns: ['migration', 'batch'],
  optional: ['id'],
  versions: (rows) =>
    [...rows]
      .sort(
        (a, b) =>
          byNumber(text(a, 'batch'), text(b, 'batch')) || byBytes(text(a, 'migration'), text(b, 'migration')),
      )
      .map((row) => text(row, 'migration')),
}

const prisma: MigrationFramework = {
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
    const applied = rows.filter((row) => present(row, 'finished_at') && !present(row, 'rolled_back_at'))
    return names(applied, 'migration_name').sort(byBytes)
  },
}

const sequelize: MigrationFramework = {
  kind: 'sequelize',
  table: /^sequelizemeta$/,
  columns: ['name'],
  optional: ['createdat', 'updatedat'],
  versions: (rows) => names(rows, 'name').sort(byBytes),
}

const typeorm: MigrationFramework = {
  kind: 'typeorm',
  table: /^migrations$/,
  columns: ['id', 'timestamp', 'name'],
  companions: [
    { table: () => 'typeorm_metadata', columns: ['type', 'database', 'schema', 'table', 'name', 'value'] },
  ],
  versions: (rows) => names(sortedBy(rows, 'timestamp'), 'name'),
}

const alembic: MigrationFramework = {
  kind: 'alembic',
  table: /^alembic_version$/,
  columns: ['version_num'],
  // The heads alone: what led to them is in Alembic's files.
  versions: (rows) => names(rows, 'version_num').sort(byBytes),
}

const flyway: MigrationFramework = {
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
}

/** Undoing a migration, or `repair` giving up a lost one, adds a row; repeatable ones have no version and may come twice. */
const flywayVersions = (rows: readonly HistoryRow[]): string[] => {
  const versions = new Set<string>()
  for (const row of rows) {
    const type = text(row, 'type')
    if (!isTrue(row, 'success') || type === 'SCHEMA') continue
    const version = row.version ?? text(row, 'script')
    versions.delete(version)
    if (type !== 'DELETE' && !type.startsWith('UNDO')) versions.add(version)
  }
  return [...versions]
}

const goose: MigrationFramework = {
  kind: 'goose',
  table: /^goose_db_version$/,
  columns: ['id', 'version_id', 'is_applied', 'tstamp'],
  versions: (rows) => gooseVersions(sortedBy(rows, 'id')),
}

/** The last row of a version decides; version 0 only says that the table was made. */
const gooseVersions = (rows: readonly HistoryRow[]): string[] => {
  const applied = new Map(rows.map((row) => [text(row, 'version_id'), isTrue(row, 'is_applied')]))
  return [...applied.keys()].filter((version) => version !== '0' && applied.get(version)).sort(byNumber)
}

/** Where a database has the tables of more than one, the first here gives the history. */
export const migrationFrameworks: readonly MigrationFramework[] = [
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
]
