import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createConnection } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { createJiti } from 'jiti'

const jiti = createJiti(import.meta.url, { fsCache: false })

let keeper

/**
 * Starts the process that keeps the servers, in a session of its own, so that Ctrl-C on the terminal does not reach it:
 * it ends when this process does, for it reads from it. Plain JavaScript, because jest imports its set-up as it is.
 */
export async function startKeeper() {
  const { makeRunDirectory } = await jiti.import('./run-directory.ts')
  const { runVariable, socketName } = await jiti.import('./keeper-protocol.ts')
  const directory = makeRunDirectory()
  const main = fileURLToPath(new URL('keeper-main.js', import.meta.url))
  keeper = spawn(process.execPath, [main, directory], {
    stdio: ['pipe', 'inherit', 'inherit'],
    detached: true,
  })
  while (!(await listens(join(directory, socketName)))) {
    if (keeper.exitCode !== null) throw new Error('The keeper of the test servers ended at its start')
    await sleep(10)
  }
  process.env[runVariable] = directory
}

/** Its socket is there a moment before it does. */
function listens(path) {
  return new Promise((resolve) => {
    const socket = createConnection(path)
    socket.on('error', () => resolve(false))
    socket.on('connect', () => {
      socket.destroy()
      resolve(true)
    })
  })
}

/** Ends it with its servers, and waits for that. */
export async function stopKeeper() {
  if (!keeper || keeper.exitCode !== null) return
  const ended = once(keeper, 'exit')
  keeper.stdin.end()
  await ended
}
