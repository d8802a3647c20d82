import type { Config } from './config.ts'

/** Placeholder until the checker is there. */
export const loadConfig = async (
  place: { configFile: string | undefined; directory: string },
  _env: NodeJS.ProcessEnv,
): Promise<Config> => ({
  file: place.configFile,
  directory: place.directory,
  name: undefined,
  databases: {},
  defaultDatabase: undefined,
  migrations: undefined,
  seeds: undefined,
  exclude: [],
  casts: {},
  rename: {},
  media: [],
  backup: { location: `${place.directory}/backups` },
  update: { before: [], after: [] },
})
