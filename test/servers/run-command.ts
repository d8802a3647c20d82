import { spawn } from 'node:child_process'
import { basename } from 'node:path'

export interface CommandOptions {
  env?: NodeJS.ProcessEnv
  cwd?: string
  uid?: number
  gid?: number
  timeout?: number
}

/** Standard output of a command. Rejects with the end of what it printed when it fails. */
export function runCommand(
  command: string,
  args: readonly string[],
  options: CommandOptions = {},
): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] })
    const output: Buffer[] = []
    const errors: Buffer[] = []
    child.stdout.on('data', (chunk: Buffer) => output.push(chunk))
    child.stderr.on('data', (chunk: Buffer) => errors.push(chunk))
    child.on('error', reject)
    child.on('close', (code, signal) => {
      const text = Buffer.concat(output).toString()
      if (code === 0) return resolve(text)
      const said = `${text}${Buffer.concat(errors)}`.trim().split('\n').slice(-8).join('\n')
      reject(new Error(`${basename(command)} ${args.at(-1) ?? ''} ended with ${code ?? signal}: ${said}`))
    })
  })
}

/** Servers refuse to run as root, so root runs them as nobody. */
export const unprivileged = (): { uid?: number; gid?: number } =>
  process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {}
