import { defineConfig } from './config/define-config.ts'

/**
 * An example, and what this repository's own `npx tasks` works on: the sample inventory, on an embedded SQLite
 * file unless DATABASE_URL names another database. In an application, import from 'record-tasks'.
 */
export default defineConfig({
  name: 'inventory',
  databases: { default: process.env.DATABASE_URL ?? 'sqlite:data/inventory.sqlite3' },
  migrations: { directory: 'examples/inventory/migrations' },
  seeds: { directory: 'examples/inventory/seeds' },
  media: ['examples/inventory/media'],
  backup: { location: 'backups', keep: { daily: 7, weekly: 4 }, schedule: '0 3 * * *' },
})
