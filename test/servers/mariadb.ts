import { join } from 'node:path'
import { connect } from './connect.ts'
import { type LocalPrograms, launchLocal } from './local-server.ts'
import { programOnPath } from './program-on-path.ts'
import { runCommand, unprivileged } from './run-command.ts'
import { ordinaryAccount, type ServerSource } from './server.ts'

/** MariaDB's server programs on this machine. */
export async function findLocalMariadb(): Promise<ServerSource> {
  const server = programOnPath('mariadbd')
  const installer = programOnPath('mariadb-install-db')
  if (!server || !installer) throw new Error('no mariadbd with mariadb-install-db on the PATH')
  const version = (await runCommand(server, ['--no-defaults', '--version'])).trim()
  return {
    engine: 'mariadb',
    origin: version,
    private: true,
    launch: (directory, options) => launchLocal(mariadbPrograms(server, installer), directory, options),
  }
}

const mariadbPrograms = (server: string, installer: string): LocalPrograms => ({
  stopSignal: 'SIGKILL',

  async initialize(directory) {
    const args = [
      '--no-defaults',
      `--datadir=${join(directory, 'data')}`,
      // A starting server deletes what it takes for leftovers in a folder that others use too.
      `--tmpdir=${directory}`,
      '--auth-root-authentication-method=normal',
      '--skip-test-db',
      '--innodb-flush-method=nosync',
    ]
    await runCommand(installer, args, { ...unprivileged(), cwd: directory })
  },

  address: (directory, port) => ({
    engine: 'mariadb',
    host: '127.0.0.1',
    port,
    socketPath: join(directory, 's.sock'),
    superuser: { user: 'root', password: '' },
    ordinary: ordinaryAccount,
  }),

  command: (directory, { port }) => ({
    program: server,
    args: ['--no-defaults', ...settingsOfMysqlFamily(directory, port)],
  }),

  async probe(address) {
    await (await connect(address, address.superuser)).end()
  },
})

/** Nothing waits for the disk. What was committed survives a killed server all the same: only a power cut loses it. */
export const settingsOfMysqlFamily = (directory: string, port: number): string[] => [
  `--datadir=${join(directory, 'data')}`,
  // A starting server deletes what it takes for leftovers in a folder that others use too.
  `--tmpdir=${directory}`,
  `--port=${port}`,
  '--bind-address=127.0.0.1',
  `--socket=${join(directory, 's.sock')}`,
  `--pid-file=${join(directory, 'server.pid')}`,
  '--innodb-flush-log-at-trx-commit=2',
  '--innodb-flush-method=nosync',
  '--local-infile=1',
  '--default-time-zone=+00:00',
]
