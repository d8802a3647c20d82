/**
 * Keeps the servers of one run of the tests: finds them when a test first asks, starts each when it is first needed,
 * and ends them when its standard input does, which is when the test runner ends, in whatever way.
 *
 * keeper.ts RUN-DIRECTORY
 */
import { mkdirSync } from 'node:fs'
import { createServer, type Socket } from 'node:net'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { type Found, findSources } from './find-source.ts'
import { type Availability, type Extra, type Question, type Reply, socketName } from './keeper-protocol.ts'
import { removeLeftovers, removeRun } from './run-directory.ts'
import type { Server, ServerEngine, ServerSource } from './server.ts'

class Keeper {
  private readonly directory: string
  private found: Promise<Found[]> | undefined
  private readonly shared = new Map<ServerEngine, Promise<Server>>()
  private readonly extras = new Map<string, Server>()
  private launches = 0
  private extraIds = 0

  constructor(directory: string) {
    this.directory = directory
  }

  async answer(question: Question): Promise<unknown> {
    switch (question.ask) {
      case 'engines':
        return (await this.sources()).map(availability)
      case 'server':
        return (await this.sharedServer(question.engine)).address
      case 'extra':
        return this.extraServer(question.engine, question.options)
      default:
        return this.command(question.ask, question.id)
    }
  }

  /** Gives back what others lent; the rest is ended with the run's directory. */
  async end(): Promise<void> {
    for (const server of this.shared.values()) await server.then((it) => it.stop()).catch(say)
    for (const server of this.extras.values()) await server.stop().catch(say)
    const unavailable = (await this.found)?.filter((found) => 'reason' in found) ?? []
    for (const { engine, reason } of unavailable as { engine: string; reason: string }[])
      say(`Not tested: ${engine} (${reason})`)
  }

  private sources(): Promise<Found[]> {
    this.found ??= findSources(say)
    return this.found
  }

  private sharedServer(engine: ServerEngine): Promise<Server> {
    const known = this.shared.get(engine)
    if (known) return known
    const server = this.launch(engine, [])
    this.shared.set(engine, server)
    return server
  }

  private async extraServer(engine: ServerEngine, options: readonly string[]): Promise<Extra> {
    // Not from what launch() counts: two may be on their way at once, and the one would be stopped for the other.
    this.extraIds += 1
    const id = String(this.extraIds)
    const server = await this.launch(engine, options)
    this.extras.set(id, server)
    return { id, address: server.address }
  }

  private async command(command: 'kill' | 'start' | 'stop', id: string): Promise<null> {
    const server = this.extras.get(id)
    if (!server) throw new Error(`there is no extra server ${id}`)
    await server[command]()
    return null
  }

  private async launch(engine: ServerEngine, options: readonly string[]): Promise<Server> {
    const source = await this.source(engine)
    this.launches += 1
    const directory = join(this.directory, `${engine}-${this.launches}`)
    mkdirSync(directory, { mode: 0o711 })
    return source.launch(directory, options)
  }

  private async source(engine: ServerEngine): Promise<ServerSource> {
    const found = (await this.sources()).find((it) => it.engine === engine)
    if (found && 'source' in found) return found.source
    throw new Error(`${engine} cannot be had: ${found?.reason}`)
  }
}

const say = (line: unknown): void => {
  process.stderr.write(`${line}\n`)
}

const availability = (found: Found): Availability =>
  'source' in found
    ? {
        engine: found.engine,
        available: true,
        reason: found.source.origin,
        restartable: found.source.private,
      }
    : { engine: found.engine, available: false, reason: found.reason, restartable: false }

async function reply(keeper: Keeper, line: string): Promise<Reply> {
  try {
    return { answer: await keeper.answer(JSON.parse(line) as Question) }
  } catch (error) {
    return { error: (error as Error).stack ?? String(error) }
  }
}

async function main(directory: string): Promise<void> {
  const keeper = new Keeper(directory)
  const listener = createServer((socket: Socket) => {
    socket.on('error', () => undefined)
    createInterface(socket).on('line', async (line) =>
      socket.end(`${JSON.stringify(await reply(keeper, line))}\n`),
    )
  }).listen(join(directory, socketName))

  let ending = false
  const end = async (): Promise<void> => {
    if (ending) return
    ending = true
    listener.close()
    await keeper.end()
    await removeRun(directory)
    process.exit(0)
  }
  process.stdin.on('end', end).on('error', end).resume()
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, end)
  await removeLeftovers()
}

await main(process.argv[2] as string)
