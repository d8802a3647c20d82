import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chownSync, closeSync, openSync, readdirSync, readFileSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { makeOrdinaryAccount } from './accounts.ts'
import { unprivileged } from './run-command.ts'
import type { Server, ServerAddress } from './server.ts'

/** How an engine's programs on this machine are used. */
export interface LocalPrograms {
  /** Makes the data directory below the server's directory, which belongs to the server's account. */
  initialize(directory: string): Promise<void>
  /** As it is before accounts are made. */
  address(directory: string, port: number): ServerAddress
  command(directory: string, address: ServerAddress): { program: string; args: readonly string[] }
  /** Rejects as long as the server does not answer. */
  probe(address: ServerAddress): Promise<void>
  /** What ends it at once and leaves nothing in the system. */
  readonly stopSignal: NodeJS.Signals
}

/** Starts a throwaway server from programs on this machine. */
export async function launchLocal(
  programs: LocalPrograms,
  directory: string,
  options: readonly string[],
): Promise<Server> {
  const { uid, gid } = unprivileged()
  if (uid !== undefined && gid !== undefined) chownSync(directory, uid, gid)
  await programs.initialize(directory)
  const server = new LocalServer(programs, directory, options, await freePort())
  await server.start()
  await makeOrdinaryAccount(server.address)
  return server
}

class LocalServer implements Server {
  readonly address: ServerAddress
  private child: ChildProcess | undefined
  private readonly programs: LocalPrograms
  private readonly directory: string
  private readonly options: readonly string[]

  constructor(programs: LocalPrograms, directory: string, options: readonly string[], port: number) {
    this.programs = programs
    this.directory = directory
    this.options = options
    this.address = programs.address(directory, port)
  }

  async start(): Promise<void> {
    const deadline = Date.now() + 60_000
    this.spawn()
    for (;;) {
      try {
        await this.programs.probe(this.address)
        return
      } catch (error) {
        if (Date.now() > deadline)
          throw new Error(`${this.address.engine} does not answer: ${error}\n${this.log()}`)
        // PostgreSQL refuses to start while a process of its killed predecessor is still ending.
        if (!this.runs()) this.respawn(deadline)
        await sleep(50)
      }
    }
  }

  async kill(): Promise<void> {
    const servants = this.child?.pid === undefined ? [] : childrenOf(this.child.pid)
    await this.end('SIGKILL')
    for (const pid of servants) endQuietly(pid)
  }

  async stop(): Promise<void> {
    await this.end(this.programs.stopSignal)
  }

  private spawn(): void {
    const { program, args } = this.programs.command(this.directory, this.address)
    const log = openSync(join(this.directory, 'log'), 'a')
    this.child = spawn(program, [...args, ...this.options], {
      ...unprivileged(),
      cwd: this.directory,
      stdio: ['ignore', log, log],
    })
    this.child.on('error', () => undefined)
    closeSync(log)
  }

  private respawn(deadline: number): void {
    if (!this.log().includes('shared memory') && Date.now() > deadline - 55_000)
      throw new Error(`${this.address.engine} ended while it started:\n${this.log()}`)
    this.spawn()
  }

  private runs(): boolean {
    return this.child?.pid !== undefined && this.child.exitCode === null && this.child.signalCode === null
  }

  private async end(signal: NodeJS.Signals): Promise<void> {
    if (!this.child || !this.runs()) return
    const ended = once(this.child, 'exit')
    this.child.kill(signal)
    await ended
  }

  private log(): string {
    return readFileSync(join(this.directory, 'log'), 'utf8').trim().split('\n').slice(-12).join('\n')
  }
}

/** PostgreSQL serves each connection by a process with a group of its own. Linux only. */
function childrenOf(parent: number): number[] {
  try {
    return readdirSync(`/proc/${parent}/task`)
      .flatMap((task) => readFileSync(`/proc/${parent}/task/${task}/children`, 'utf8').split(' '))
      .filter((pid) => pid !== '')
      .map(Number)
  } catch {
    return []
  }
}

function endQuietly(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // It has noticed the end of its parent.
  }
}

export async function freePort(): Promise<number> {
  const listener = createServer().listen(0, '127.0.0.1')
  await once(listener, 'listening')
  const { port } = listener.address() as AddressInfo
  listener.close()
  await once(listener, 'close')
  return port
}
