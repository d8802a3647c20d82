import { execFileSync } from 'node:child_process'
import { appendFileSync, existsSync, readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { makeOrdinaryAccount } from './accounts.ts'
import { connect } from './connect.ts'
import { freePort } from './local-server.ts'
import { programOnPath } from './program-on-path.ts'
import { runCommand } from './run-command.ts'
import {
  ordinaryAccount,
  type Server,
  type ServerAddress,
  type ServerEngine,
  type ServerSource,
} from './server.ts'

const password = 'rt-superuser'

const images = {
  postgres: {
    image: 'postgres:17',
    port: 5432,
    user: 'postgres',
    environment: [`POSTGRES_PASSWORD=${password}`, 'POSTGRES_INITDB_ARGS=--locale=C.UTF-8'],
    options: ['-c', 'fsync=off', '-c', 'full_page_writes=off'],
  },
  mariadb: {
    image: 'mariadb:11.4',
    port: 3306,
    user: 'root',
    environment: [`MARIADB_ROOT_PASSWORD=${password}`],
    options: ['--local-infile=1'],
  },
  mysql: {
    image: 'mysql:8.4',
    port: 3306,
    user: 'root',
    environment: [`MYSQL_ROOT_PASSWORD=${password}`],
    options: ['--local-infile=1', '--disable-log-bin'],
  },
} as const

/** A container of the engine's official image, where a Docker engine answers. */
export async function findContainer(engine: ServerEngine): Promise<ServerSource> {
  if (!programOnPath('docker')) throw new Error('no docker on the PATH')
  try {
    await runCommand('docker', ['info', '--format', '{{.ServerVersion}}'], { timeout: 3_000 })
  } catch {
    throw new Error('no Docker engine answers')
  }
  return {
    engine,
    origin: `container of ${images[engine].image}`,
    private: true,
    launch: (directory, options) => launchContainer(engine, directory, options),
  }
}

/** The names of a run's containers are kept in its directory, so that a later run can remove them. */
const listOf = (runDirectory: string): string => join(runDirectory, 'containers')

export function removeContainers(runDirectory: string): void {
  const list = listOf(runDirectory)
  if (!existsSync(list)) return
  const names = readFileSync(list, 'utf8').split('\n').filter(Boolean)
  try {
    execFileSync('docker', ['rm', '--force', '--volumes', ...names], { stdio: 'ignore' })
  } catch {
    // They were removed before, each by its own stop.
  }
}

async function launchContainer(
  engine: ServerEngine,
  directory: string,
  options: readonly string[],
): Promise<Server> {
  const { image, port, user, environment, options: usual } = images[engine]
  const runDirectory = dirname(directory)
  const name = `record-tasks-${basename(runDirectory)}-${basename(directory)}`
  const address: ServerAddress = {
    engine,
    host: '127.0.0.1',
    port: await freePort(),
    superuser: { user, password },
    ordinary: ordinaryAccount,
  }
  appendFileSync(listOf(runDirectory), `${name}\n`)
  const settings = environment.flatMap((setting) => ['--env', setting])
  const publish = ['--publish', `127.0.0.1:${address.port}:${port}`]
  await runCommand('docker', [
    'run',
    '--detach',
    '--name',
    name,
    ...publish,
    ...settings,
    image,
    ...usual,
    ...options,
  ])
  await answering(address)
  await makeOrdinaryAccount(address)
  return {
    address,
    kill: async () => void (await runCommand('docker', ['kill', name])),
    start: async () => {
      await runCommand('docker', ['start', name])
      await answering(address)
    },
    stop: async () => void (await runCommand('docker', ['rm', '--force', '--volumes', name])),
  }
}

/** The images start a first server without network to make the database; only the last one answers here. */
async function answering(address: ServerAddress): Promise<void> {
  const deadline = Date.now() + 120_000
  for (;;) {
    try {
      return await (await connect(address, address.superuser)).end()
    } catch (error) {
      if (Date.now() > deadline) throw error
      await sleep(250)
    }
  }
}
