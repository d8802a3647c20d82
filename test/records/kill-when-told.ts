import { spawn } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'

/**
 * Runs a script in a process of its own, kills it with SIGKILL at the first thing that it says on stdout, and gives a
 * server time to see that its client is gone. Rejects where the script ends by itself before.
 */
export async function killWhenTold(script: URL, args: readonly string[]): Promise<void> {
  const child = spawn(process.execPath, [script.pathname, ...args], { stdio: ['ignore', 'pipe', 'inherit'] })
  await new Promise<void>((resolve, reject) => {
    child.stdout.once('data', () => resolve())
    child.once('exit', (code) => reject(new Error(`the import ended by itself, with ${code}`)))
  })
  child.removeAllListeners('exit')
  child.kill('SIGKILL')
  await new Promise((resolve) => child.once('close', resolve))
  await sleep(500)
}
