import type { AnyTask } from '../lib/task/define-task.ts'

/**
 * The built-in tasks, in the order of `tasks --list`. Each file is loaded for the list too, so it imports
 * heavy modules (knex, drivers, zx, listr2) inside its steps only; test/runner/start-up.test.ts holds that.
 */
export const builtInTasks: Record<string, () => Promise<{ default: AnyTask }>> = {
  update: () => import('./update.ts'),
  migrate: () => import('./migrate.ts'),
  'export-records': () => import('./export-records.ts'),
  'import-records': () => import('./import-records.ts'),
  'copy-records': () => import('./copy-records.ts'),
  'check-records': () => import('./check-records.ts'),
  'compare-records': () => import('./compare-records.ts'),
  'inspect-records': () => import('./inspect-records.ts'),
  'delete-records': () => import('./delete-records.ts'),
  'export-schema': () => import('./export-schema.ts'),
  'import-schema': () => import('./import-schema.ts'),
  backup: () => import('./backup.ts'),
  restore: () => import('./restore.ts'),
  'list-backups': () => import('./list-backups.ts'),
  'verify-backups': () => import('./verify-backups.ts'),
  'prune-backups': () => import('./prune-backups.ts'),
  'schedule-backups': () => import('./schedule-backups.ts'),
  'rebuild-indexes': () => import('./rebuild-indexes.ts'),
  wait: () => import('./wait.ts'),
  version: () => import('./version.ts'),
}
