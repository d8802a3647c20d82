import { existsSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { connect } from './connect.ts'
import { type LocalPrograms, launchLocal } from './local-server.ts'
import { programOnPath } from './program-on-path.ts'
import { runCommand, unprivileged } from './run-command.ts'
import { ordinaryAccount, type ServerSource } from './server.ts'

/** PostgreSQL's server programs on this machine, the newest. */
export async function findLocalPostgres(): Promise<ServerSource> {
  const bin = programDirectories().find((directory) => existsSync(join(directory, 'initdb')))
  if (!bin) throw new Error('no initdb in /usr/lib/postgresql or on the PATH')
  const version = (await runCommand(join(bin, 'postgres'), ['--version'])).trim()
  return {
    engine: 'postgres',
    origin: `${version} in ${bin}`,
    private: true,
    launch: (directory, options) => launchLocal(postgresPrograms(bin), directory, options),
  }
}

function programDirectories(): string[] {
  const debian = '/usr/lib/postgresql'
  const versions = existsSync(debian) ? readdirSync(debian) : []
  const newestFirst = versions.sort((a, b) => Number(b) - Number(a))
  const onPath = programOnPath('initdb')
  return [
    ...newestFirst.map((version) => join(debian, version, 'bin')),
    ...(onPath ? [join(onPath, '..')] : []),
  ]
}

const postgresPrograms = (bin: string): LocalPrograms => ({
  stopSignal: 'SIGQUIT',

  async initialize(directory) {
    const data = join(directory, 'data')
    const args = [
      '-D',
      data,
      '-U',
      'postgres',
      '--encoding=UTF8',
      '--locale=C.UTF-8',
      '--no-sync',
      '-A',
      'trust',
    ]
    await runCommand(join(bin, 'initdb'), args, { ...unprivileged(), cwd: directory })
    writeFileSync(join(data, 'pg_hba.conf'), access)
  },

  address: (directory, port) => ({
    engine: 'postgres',
    host: '127.0.0.1',
    port,
    socketPath: directory,
    superuser: { user: 'postgres', password: '' },
    ordinary: ordinaryAccount,
  }),

  command: (directory, { port }) => ({
    program: join(bin, 'postgres'),
    args: ['-D', join(directory, 'data'), ...settings(directory, port).flatMap((setting) => ['-c', setting])],
  }),

  async probe(address) {
    await (await connect(address, address.superuser)).end()
  },
})

/** The superuser is let in; everybody else needs a password, so that a wrong one is refused. */
const access = `
local all postgres trust
host  all postgres 127.0.0.1/32 trust
local all all scram-sha-256
host  all all 127.0.0.1/32 scram-sha-256
`

/** Nothing waits for the disk. What was committed survives a killed server all the same: only a power cut loses it. */
const settings = (directory: string, port: number): string[] => [
  `port=${port}`,
  'listen_addresses=127.0.0.1',
  `unix_socket_directories=${directory}`,
  'password_encryption=scram-sha-256',
  'fsync=off',
  'full_page_writes=off',
  // POSIX shared memory would stay behind in /dev/shm when the server is killed.
  'dynamic_shared_memory_type=mmap',
  'timezone=UTC',
]
