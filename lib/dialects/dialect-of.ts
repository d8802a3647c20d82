import type { Dialect, EngineName } from './dialect.ts'

/** Each engine's code is loaded when a database of it is used. */
const dialects: Record<EngineName, () => Promise<Dialect>> = {
  sqlite: async () => (await import('./sqlite/sqlite.ts')).sqlite,
  mysql: async () => (await import('./mysql/mysql.ts')).mysql,
  mariadb: async () => (await import('./mysql/mysql.ts')).mariadb,
  postgres: async () => (await import('./postgres/postgres.ts')).postgres,
}

export const dialectOf = (engine: EngineName): Promise<Dialect> => dialects[engine]()
