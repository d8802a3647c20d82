/**
 * The built-in tasks, in the order of `tasks --list`. Each file is loaded for the list too, so it imports
 * heavy modules (knex, drivers, zx, listr2) inside its steps only; test/runner/start-up.test.ts holds that.
 */
export const builtInTasks = {
    update: () => import('./update.js'),
    migrate: () => import('./migrate.js'),
    'export-records': () => import('./export-records.js'),
    'import-records': () => import('./import-records.js'),
    'copy-records': () => import('./copy-records.js'),
    'check-records': () => import('./check-records.js'),
    'compare-records': () => import('./compare-records.js'),
    'inspect-records': () => import('./inspect-records.js'),
    'delete-records': () => import('./delete-records.js'),
    'export-schema': () => import('./export-schema.js'),
    'import-schema': () => import('./import-schema.js'),
    backup: () => import('./backup.js'),
    restore: () => import('./restore.js'),
    'list-backups': () => import('./list-backups.js'),
    'verify-backups': () => import('./verify-backups.js'),
    'prune-backups': () => import('./prune-backups.js'),
    'schedule-backups': () => import('./schedule-backups.js'),
    'rebuild-indexes': () => import('./rebuild-indexes.js'),
    wait: () => import('./wait.js'),
    version: () => import('./version.js'),
};
