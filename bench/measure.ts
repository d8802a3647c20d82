import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'

export interface Measured {
  seconds: number
  /** Highest resident set of the process itself, in MB; of children not. */
  peak: number
}

/** Runs a program to its end; a failure is an error with its output. */
export async function measure(
  program: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv = {},
): Promise<Measured> {
  const start = performance.now()
  const child = spawn(program, args, { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] })
  const output: Buffer[] = []
  child.stdout.on('data', (chunk: Buffer) => output.push(chunk))
  child.stderr.on('data', (chunk: Buffer) => output.push(chunk))
  let peak = 0
  const poll = setInterval(() => {
    // It only grows; the first reading may still be this process's own, before the child has become its program.
    peak = highWaterMark(child.pid) || peak
  }, 20)
  const status = await new Promise<number | null>((resolve) => child.on('close', resolve))
  clearInterval(poll)
  if (status !== 0)
    throw new Error(`${program} ${args.join(' ')} ended with ${status}:\n${Buffer.concat(output)}`)
  return { seconds: (performance.now() - start) / 1000, peak }
}

function highWaterMark(pid: number | undefined): number {
  try {
    const kilobytes = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
    return Number(kilobytes ?? 0) / 1000
  } catch {
    return 0
  }
}
