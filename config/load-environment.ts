import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { exitCodes, TaskError } from '../lib/errors.ts'
import { parseDotenv } from './parse-dotenv.ts'

/**
 * Puts the variables of the .env beside the configuration, or of the file named, into the environment, where
 * those that are already set win. Done before the configuration is evaluated, which may read them.
 */
export const loadEnvironment = (env: NodeJS.ProcessEnv, directory: string, file?: string): void => {
  if (file !== undefined && !existsSync(file)) {
    throw new TaskError(`--env-file ${file} does not exist`, { exitCode: exitCodes.usage })
  }
  const path = file ?? join(directory, '.env')
  if (!existsSync(path)) return
  for (const [name, value] of Object.entries(parseDotenv(readFileSync(path, 'utf8')))) env[name] ??= value
}
