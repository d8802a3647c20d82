import type { ConnectionSettings, Database, Dialect, EngineName, OpenOptions } from './dialect.ts'

/** Each engine's code is loaded when a database of it is opened. */
const dialects: Record<EngineName, () => Promise<Dialect>> = {
  sqlite: async () => (await import('./sqlite/sqlite.ts')).sqlite,
  mysql: async () => (await import('./mysql/mysql.ts')).mysql,
  mariadb: async () => (await import('./mysql/mysql.ts')).mariadb,
  postgres: async () => (await import('./postgres/postgres.ts')).postgres,
}

export async function openDatabase(
  settings: ConnectionSettings,
  options: OpenOptions = {},
): Promise<Database> {
  const dialect = await dialects[settings.engine]()
  return dialect.open(settings, options)
}
