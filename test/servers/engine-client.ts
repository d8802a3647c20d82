import type { TestDatabase } from './database.ts'
import { programOnPath } from './program-on-path.ts'
import { runCommand } from './run-command.ts'

const programs = {
  sqlite: ['sqlite3'],
  postgres: ['psql'],
  mysql: ['mysql', 'mariadb'],
  mariadb: ['mariadb', 'mysql'],
} as const

/** Where the engine's own client is on this machine. */
export const hasClient = ({ engine }: Pick<TestDatabase, 'engine'>): boolean =>
  clientOf({ engine }) !== undefined

const clientOf = ({ engine }: Pick<TestDatabase, 'engine'>): string | undefined =>
  programs[engine].map(programOnPath).find((found) => found !== undefined)

/** Runs a file of SQL by the engine's own client, as a user would, with the settings that it has by itself. */
export async function runByClient(database: TestDatabase, file: string): Promise<void> {
  const client = clientOf(database)!
  if (database.engine === 'sqlite') {
    await runCommand(client, ['-batch', '-bail', database.file!, `.read "${file}"`])
    return
  }
  const url = new URL(database.url)
  const [user, password] = [url.username, url.password].map(decodeURIComponent)
  if (database.engine === 'postgres') {
    const env = { ...process.env, PGPASSWORD: password }
    const address = ['-h', url.hostname, '-p', url.port, '-U', user!, '-d', database.name]
    await runCommand(client, [...address, '-X', '-q', '-v', 'ON_ERROR_STOP=1', '-f', file], { env })
    return
  }
  const env = { ...process.env, MYSQL_PWD: password }
  const address = ['-h', url.hostname, '-P', url.port, `-u${user}`, database.name]
  await runCommand(client, ['--no-defaults', '--protocol=tcp', ...address, '-e', `source ${file}`], { env })
}
