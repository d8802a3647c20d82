import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { programOnPath } from './program-on-path.ts'
import { runCommand } from './run-command.ts'

/** Packages that are unpacked into a directory of ours, from any suite, without being installed. */
export interface UnpackedPackages {
  readonly name: string
  readonly suite: string
  readonly packages: readonly string[]
  /** A file that is there when they are. */
  readonly proof: string
}

const cache =
  process.getuid?.() === 0
    ? '/var/cache/record-tasks'
    : join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'record-tasks')

export const isDebian = (): boolean =>
  programOnPath('apt-get') !== undefined && /^ID="?debian"?$/m.test(readFileSync('/etc/os-release', 'utf8'))

/** Installs packages of this machine's own suite; only root can. Services that they bring are not started. */
export async function installPackages(packages: readonly string[]): Promise<void> {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' }
  const patient = ['-q', '-o', 'DPkg::Lock::Timeout=300', '-o', 'Acquire::Retries=3']
  await runCommand('apt-get', [...patient, 'update'], { env })
  await runCommand('apt-get', [...patient, '-y', '--no-install-recommends', 'install', ...packages], { env })
}

/** The directory made by `unpackPackages`. It got its name only when it was whole. */
export function findUnpacked({ name, proof }: UnpackedPackages): string | undefined {
  const root = join(cache, name)
  return existsSync(join(root, proof)) ? root : undefined
}

/**
 * Downloads packages with all that they depend on, down to the C library, and unpacks them. Needs no rights:
 * apt works on lists, a state and a cache of its own below the directory.
 */
export async function unpackPackages(wanted: UnpackedPackages): Promise<void> {
  mkdirSync(cache, { recursive: true, mode: 0o755 })
  removeOldWork(wanted)
  const target = join(cache, wanted.name)
  const before = inode(target)
  const work = mkdtempSync(join(cache, `${wanted.name}${workMark}`))
  try {
    const root = join(work, 'root')
    const options = await aptOptions(work, wanted.suite)
    await runCommand('apt-get', [...options, 'update'])
    await runCommand('apt-get', [...options, '-y', '--download-only', 'install', ...wanted.packages])
    mkdirSync(root, { mode: 0o755 })
    for (const file of filesIn(join(work, 'archives'), ['.deb']))
      await runCommand('dpkg-deb', ['-x', file, root])
    // Another run may have been faster; its servers run from what it unpacked.
    if (inode(target) === before) replace(root, target)
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
}

const workMark = '.part-'

/** What a killed run has left; an unpacking takes less than an hour. */
function removeOldWork({ name }: UnpackedPackages): void {
  const hourAgo = Date.now() - 3_600_000
  for (const entry of readdirSync(cache).filter((it) => it.startsWith(`${name}${workMark}`))) {
    const work = join(cache, entry)
    if (statSync(work).mtimeMs < hourAgo) rmSync(work, { recursive: true, force: true })
  }
}

const inode = (path: string): number | undefined => statSync(path, { throwIfNoEntry: false })?.ino

async function aptOptions(work: string, suite: string): Promise<string[]> {
  for (const directory of ['lists/partial', 'archives/partial'])
    mkdirSync(join(work, directory), { recursive: true })
  writeFileSync(join(work, 'status'), '')
  writeFileSync(join(work, 'sources.list'), `deb ${await signature()}${await mirror()} ${suite} main\n`)
  const settings = {
    'Dir::State': work,
    'Dir::State::Lists': join(work, 'lists'),
    'Dir::State::status': join(work, 'status'),
    'Dir::Cache': work,
    'Dir::Cache::Archives': join(work, 'archives'),
    'Dir::Etc::sourcelist': join(work, 'sources.list'),
    'Dir::Etc::sourceparts': '/dev/null',
    'Dir::Etc::preferences': '/dev/null',
    'Dir::Etc::preferencesparts': '/dev/null',
    'APT::Install-Recommends': 'false',
    'Acquire::Languages': 'none',
    'Acquire::Retries': '3',
    // A mirror may be a frozen one. The signature is checked all the same.
    'Acquire::Check-Valid-Until': 'false',
    'Debug::NoLocking': 'true',
    ...(process.getuid?.() === 0 ? { 'APT::Sandbox::User': 'root' } : {}),
  }
  return ['-q', ...Object.entries(settings).flatMap(([key, value]) => ['-o', `${key}=${value}`])]
}

/** Where this machine has its own packages from. */
async function mirror(): Promise<string> {
  const listed = await runCommand('apt-get', [
    'indextargets',
    '--format',
    '$(REPO_URI) $(LABEL)',
    'Created-By: Packages',
  ])
  const own = listed.split('\n').find((line) => line.endsWith(' Debian')) ?? mainSource()
  const address = own?.split(' ')[0]
  if (!address) throw new Error('no package mirror of Debian in the sources of apt')
  return address
}

/** Before the first `apt-get update` apt knows no labels; the mirror is then read from its sources. */
function mainSource(): string | undefined {
  const files = [
    ...filesIn('/etc/apt', ['.list']),
    ...filesIn('/etc/apt/sources.list.d', ['.list', '.sources']),
  ]
  const addresses = files.flatMap((file) => readFileSync(file, 'utf8').match(/^(?:URIs:|deb\s).*$/gm) ?? [])
  return addresses.map((line) => /\S+:\/\/\S+\/debian\/?(?=\s|$)/.exec(line)?.[0]).find((address) => address)
}

async function signature(): Promise<string> {
  const keyring = '/usr/share/keyrings/debian-archive-keyring.gpg'
  return existsSync(keyring) ? `[signed-by=${keyring}] ` : ''
}

/** What was there is moved aside and never deleted: somebody may have mounted /dev in it. */
function replace(fresh: string, target: string): void {
  if (existsSync(target)) renameSync(target, `${target}.broken-${Date.now()}`)
  renameSync(fresh, target)
}

function filesIn(directory: string, endings: readonly string[]): string[] {
  const names = existsSync(directory) ? readdirSync(directory) : []
  return names
    .filter((name) => endings.some((ending) => name.endsWith(ending)))
    .map((name) => join(directory, name))
}
