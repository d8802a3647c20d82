import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { connect } from './connect.ts'
import { findUnpacked } from './debian.ts'
import { type LocalPrograms, launchLocal } from './local-server.ts'
import { settingsOfMysqlFamily } from './mariadb.ts'
import { programOnPath } from './program-on-path.ts'
import { runCommand, unprivileged } from './run-command.ts'
import { ordinaryAccount, type ServerSource } from './server.ts'

/** How mysqld is started, and the options that tell it where its own files are. */
interface Mysqld {
  program: string
  args: readonly string[]
}

/** MySQL proper on this machine: of the PATH, or unpacked by an earlier run. */
export async function findLocalMysql(): Promise<ServerSource> {
  const installed = programOnPath('mysqld')
  const reasons: string[] = []
  for (const mysqld of [installed && { program: installed, args: ['--no-defaults'] }, unpackedMysqld()]) {
    if (!mysqld) continue
    try {
      return await mysqlSource(mysqld)
    } catch (error) {
      reasons.push((error as Error).message)
    }
  }
  throw new Error(reasons.join('; ') || 'no mysqld on the PATH')
}

/** The name that the packages are unpacked under; `mysqld` is what they are for. */
export const mysqlPackages = {
  name: 'mysql-sid',
  suite: 'sid',
  packages: ['mysql-server-core'],
  proof: 'usr/sbin/mysqld',
} as const

async function mysqlSource(mysqld: Mysqld): Promise<ServerSource> {
  const version = (await runCommand(mysqld.program, [...mysqld.args, '--version'])).trim()
  if (version.includes('MariaDB')) throw new Error(`${mysqld.program} is MariaDB`)
  return {
    engine: 'mysql',
    origin: version,
    private: true,
    launch: (directory, options) => launchLocal(mysqlPrograms(mysqld), directory, options),
  }
}

/**
 * Programs of another Debian release run with their own loader and libraries:
 * no root directory of their own, no mounts and no rights are needed for that.
 */
function unpackedMysqld(): Mysqld | undefined {
  const root = findUnpacked(mysqlPackages)
  if (!root) return undefined
  const loader = ['usr/lib64/ld-linux-x86-64.so.2', 'usr/lib/ld-linux-aarch64.so.1']
    .map((path) => join(root, path))
    .find(existsSync)
  if (!loader) return undefined
  const libraries = ['x86_64-linux-gnu', 'aarch64-linux-gnu', 'mysql/private']
  return {
    program: loader,
    args: [
      '--library-path',
      libraries.map((directory) => join(root, 'usr/lib', directory)).join(':'),
      join(root, 'usr/sbin/mysqld'),
      '--no-defaults',
      `--basedir=${join(root, 'usr')}`,
      `--lc-messages-dir=${join(root, 'usr/share/mysql')}`,
      `--character-sets-dir=${join(root, 'usr/share/mysql/charsets')}`,
      `--plugin-dir=${join(root, 'usr/lib/mysql/plugin')}`,
    ],
  }
}

const mysqlPrograms = (mysqld: Mysqld): LocalPrograms => ({
  stopSignal: 'SIGKILL',

  async initialize(directory) {
    const args = [
      '--initialize-insecure',
      `--datadir=${join(directory, 'data')}`,
      '--innodb-flush-method=nosync',
    ]
    await runCommand(mysqld.program, [...mysqld.args, ...own, ...args], { ...unprivileged(), cwd: directory })
  },

  address: (directory, port) => ({
    engine: 'mysql',
    host: '127.0.0.1',
    port,
    socketPath: join(directory, 's.sock'),
    superuser: { user: 'root', password: '' },
    ordinary: ordinaryAccount,
  }),

  command: (directory, { port }) => ({
    program: mysqld.program,
    args: [...mysqld.args, ...own, ...settingsOfMysqlFamily(directory, port)],
  }),

  async probe(address) {
    await (await connect(address, address.superuser)).end()
  },
})

/** Without a binary log an ordinary user may make triggers, as on MariaDB. */
const own = ['--secure-file-priv=NULL', '--mysqlx=OFF', '--disable-log-bin']
