export { $ } from 'zx/core'
export type { Config } from '../config/config.ts'
export { databaseAt } from '../config/database-at.ts'
export type {
  BackupConfig,
  DatabaseConfig,
  KeepConfig,
  MigrationsConfig,
  TlsConfig,
  UserConfig,
} from '../config/define-config.ts'
export { defineConfig } from '../config/define-config.ts'
export { type CataloguedBackup, readCatalog } from './backup/catalog.ts'
export { type PruneOptions, type PruneResult, pruneBackups } from './backup/prune-backups.ts'
export { type RestoreOptions, type RestoreResult, restoreBackup } from './backup/restore-backup.ts'
export { type RunBackupOptions, type RunBackupResult, runBackup } from './backup/run-backup.ts'
export { type VerifiedBackup, type VerifyOptions, verifyBackups } from './backup/verify-backups.ts'
export type { CastKind } from './canonical/cast-kinds.ts'
export type { ConnectionSettings } from './dialects/dialect.ts'
export { type ExitCode, exitCodes, RecordRejected, TaskError } from './errors.ts'
export { type ListedMigration, type ListOptions, listMigrations } from './migrations/list-migrations.ts'
export { type MigrateOptions, type MigrateResult, migrate } from './migrations/migrate.ts'
export { type MigrateDownOptions, type MigrateDownResult, migrateDown } from './migrations/migrate-down.ts'
export { MigrationFailed, MigrationNotUndone } from './migrations/migration-failed.ts'
export { type CheckOptions, type CheckResult, checkRecords } from './records/check-records.ts'
export {
  type CompareOptions,
  type CompareResult,
  type CompareSourcesOptions,
  compareRecords,
  compareSources,
  type TableDifference,
} from './records/compare-records.ts'
export type { RecordDifference, ValueDifference } from './records/compare-shown.ts'
export { type CopyOptions, copyRecords } from './records/copy-records.ts'
export { type DeleteOptions, type DeleteResult, deleteRecords } from './records/delete-records.ts'
export { type ExportOptions, type ExportResult, exportRecords } from './records/export-records.ts'
export { type ExportSchemaOptions, type ExportSchemaResult, exportSchema } from './records/export-schema.ts'
export { type Fault, type FaultKind, FaultyRecords } from './records/fault.ts'
export { type ImportOptions, type ImportResult, importRecords } from './records/import-records.ts'
export { type ImportSchemaOptions, type ImportSchemaResult, importSchema } from './records/import-schema.ts'
export { type InspectOptions, type InspectResult, inspectRecords } from './records/inspect-records.ts'
export type { KnexMigrations, LoadOptions, LoadResult } from './records/load-records.ts'
export type { OnRecordProgress, RecordProgress } from './records/progress.ts'
export { type RebuildOptions, type RebuildResult, rebuildIndexes } from './records/rebuild-indexes.ts'
export type { ChangedValues, NulPolicy, ZeroDatePolicy } from './records/value-policies.ts'
export { type WaitOptions, waitForDatabase } from './records/wait-for-database.ts'
export { openStore } from './store/open-store.ts'
export type { Store } from './store/store.ts'
export type { Flags, Progress, Step, StepHandle, TaskContext } from './task/context.ts'
export { defineTask, type Task } from './task/define-task.ts'
export type { Option, Options, OptionValues, Positional, PositionalValues } from './task/option.ts'
export {
  planRollback,
  type RollbackOptions,
  type RollbackPlan,
  type RollbackResult,
  rollbackUpdate,
} from './update/rollback-update.ts'
export { describeEarlier, type EarlierUpdate, type UpdateOptions, UpdateRun } from './update/update-run.ts'
export { readUpdateState, type UpdateState } from './update/update-state.ts'
export { compareHistories, type VersionComparison, type VersionOrder } from './versions/compare-histories.ts'
