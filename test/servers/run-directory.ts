import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { removeContainers } from './container.ts'

/** A socket's path may have 107 characters, so a long TMPDIR is not used. */
const temporary = tmpdir().length > 40 ? '/tmp' : tmpdir()

const base = join(temporary, `record-tasks-test-${process.getuid?.() ?? 0}`)

/** Servers of other accounts pass through these directories, hence 0711. */
const passable = 0o711

/** The directory of one run of the tests; everything that the run makes is below it. */
export function makeRunDirectory(): string {
  mkdirSync(base, { recursive: true, mode: passable })
  const owner = lstatSync(base)
  if (!owner.isDirectory() || owner.uid !== process.getuid?.())
    throw new Error(`${base} belongs to somebody else; remove it, or set TMPDIR`)
  const directory = mkdtempSync(join(base, 'r'))
  chmodSync(directory, passable)
  return directory
}

/**
 * Ends what runs of the tests that were killed have left: their servers, then their directories.
 * A run whose keeper lives is let alone.
 */
export async function removeLeftovers(): Promise<void> {
  for (const name of existsSync(base) ? readdirSync(base) : []) {
    const directory = join(base, name)
    if (isFresh(directory)) continue
    if (processesOf(directory).some(({ command }) => command.includes('keeper'))) continue
    await removeRun(directory)
  }
}

/** Ends every process whose command line names the directory, and removes it. */
export async function removeRun(directory: string): Promise<void> {
  removeContainers(directory)
  for (let attempt = 0; attempt < 100; attempt += 1) {
    const left = processesOf(directory).filter(({ pid }) => pid !== process.pid)
    if (left.length === 0) break
    // PostgreSQL frees its shared memory on SIGQUIT and not on SIGKILL.
    for (const { pid, command } of left)
      signal(pid, isPostgres(command) && attempt < 50 ? 'SIGQUIT' : 'SIGKILL')
    await sleep(100)
  }
  rmSync(directory, { recursive: true, force: true, maxRetries: 5 })
}

/** Between making a directory and starting its keeper lies a moment. */
function isFresh(directory: string): boolean {
  const made = lstatSync(directory, { throwIfNoEntry: false })?.ctimeMs
  return made !== undefined && Date.now() - made < 20_000 && !existsSync(join(directory, 'keeper.sock'))
}

const isPostgres = (command: string): boolean => /postgres(\.real)? -D /.test(command)

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name)
  } catch {
    // It has ended meanwhile.
  }
}

interface RunningProcess {
  pid: number
  command: string
}

function processesOf(directory: string): RunningProcess[] {
  const pattern = `${directory}/`
  return allProcesses().filter(({ command }) => `${command}/`.includes(pattern))
}

function allProcesses(): RunningProcess[] {
  if (!existsSync('/proc/self/cmdline')) return listedProcesses()
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => ({ pid: Number(name), command: commandOf(name) }))
}

function commandOf(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim()
  } catch {
    return ''
  }
}

/** macOS and the BSDs. */
function listedProcesses(): RunningProcess[] {
  const lines = execFileSync('ps', ['-axo', 'pid=,command='], { encoding: 'utf8' }).split('\n')
  return lines.map((line) => {
    const [, pid = '0', command = ''] = /^\s*(\d+)\s+(.*)$/.exec(line) ?? []
    return { pid: Number(pid), command }
  })
}
