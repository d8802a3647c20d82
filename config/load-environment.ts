import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { configError } from './config-error.ts'
import { parseDotenv } from './parse-dotenv.ts'

const read = (path: string): string => {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    throw configError(`${path} cannot be read (${(error as NodeJS.ErrnoException).code})`, undefined, error)
  }
}

/**
 * Puts the variables of the .env beside the configuration, or of the file named, into the environment, where
 * those that are already set win. Done before the configuration is evaluated, which may read them.
 */
export const loadEnvironment = (env: NodeJS.ProcessEnv, directory: string, file?: string): void => {
  if (file !== undefined && !existsSync(file)) throw configError(`--env-file ${file} does not exist`)
  const path = file ?? join(directory, '.env')
  if (!existsSync(path)) return
  for (const [name, value] of Object.entries(parseDotenv(read(path)))) env[name] ??= value
}
