import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

/** One run of a program, with every process that it starts. */
export interface Measured {
  /** Wall time. */
  seconds: number
  /** User and system time; that of a database server is not in it. */
  cpu: number
  /** Highest resident set in MB. Of several processes at once the sum, which counts shared pages for each of them. */
  peak: number
}

/** Runs a program to its end; a failure is an error with its output. */
export async function measure(
  program: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv = {},
): Promise<Measured> {
  const folder = mkdtempSync(path.join(tmpdir(), 'rt-time-'))
  const times = path.join(folder, 'times')
  try {
    const child = spawn('bash', ['-c', timed, 'bash', times, program, ...args], {
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    const output: Buffer[] = []
    child.stdout.on('data', (chunk: Buffer) => output.push(chunk))
    child.stderr.on('data', (chunk: Buffer) => output.push(chunk))
    let peak = 0
    const poll = setInterval(() => {
      peak = Math.max(peak, residentBelow(child.pid))
    }, 25)
    const status = await new Promise<number | null>((resolve) => child.on('close', resolve))
    clearInterval(poll)
    if (status !== 0)
      throw new Error(`${program} ${args.join(' ')} ended with ${status}:\n${Buffer.concat(output)}`)
    const [seconds = 0, user = 0, system = 0] = readFileSync(times, 'utf8').trim().split(' ').map(Number)
    return { seconds, cpu: user + system, peak }
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/**
 * The shell's own clock: it waits for all that it starts, and its start-up is not in it. What hangs for three hours is
 * ended: it must not hold up a night.
 */
const timed = 'f=$1; shift; TIMEFORMAT="%3R %3U %3S"; { time timeout -k 9 3h "$@" 2>&3; } 3>&2 2>"$f"'

const shells = ['bash', 'timeout']

/** MB of the processes below a shell. One alone: its high-water mark, which no poll can miss but the last. */
function residentBelow(shell: number | undefined): number {
  const processes = descendants(shell)
  const now = processes.map((pid) => statusOf(pid, 'VmRSS')).reduce((sum, each) => sum + each, 0)
  return Math.max(now, ...processes.map((pid) => statusOf(pid, 'VmHWM')))
}

function descendants(pid: number | undefined): number[] {
  try {
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean)
    return children.map(Number).flatMap((child) => [child, ...descendants(child)])
  } catch {
    return []
  }
}

function statusOf(pid: number, key: 'VmRSS' | 'VmHWM'): number {
  try {
    // A shell's child is the shell once more until it has become its program.
    if (shells.includes(readFileSync(`/proc/${pid}/comm`, 'utf8').trim())) return 0
    const found = new RegExp(`${key}:\\s+(\\d+)`).exec(readFileSync(`/proc/${pid}/status`, 'utf8'))
    return Number(found?.[1] ?? 0) / 1000
  } catch {
    return 0
  }
}
