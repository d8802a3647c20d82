/**
 * The databases that tests run on. Nothing has to be set up: a server is found or fetched, and started, when a test
 * first needs it, and gone after the run (CONTRIBUTING.md, "Tests", says where they come from).
 *
 *     describeEachEngine('reading tables', (engine) => {
 *       it('lists them by name', async () => {
 *         const database = await createDatabase(engine)
 *         await sql(database, 'create table b (id integer); create table a (id integer)')
 *         … open database.url with the code under test …
 *       })
 *     })
 *
 * Databases need not be dropped, though drop() is there.
 */
import { describe, it } from '@jest/globals'
import type { EngineName } from '../../lib/dialects/dialect.ts'
import { askKeeper } from './ask-keeper.ts'
import type { ServerAddress, ServerEngine } from './server.ts'

export { createDatabase, processList, type TestDatabase } from './database.ts'
export { nativeDump } from './native-dump.ts'
export { queryText, sql } from './sql.ts'

export interface TestEngine {
  engine: EngineName
  available: boolean
  /** Why it is not available, or where it comes from. */
  reason: string
  /** restartableServer() can be had. */
  restartable: boolean
}

const sqliteIsWanted = (process.env.TEST_ENGINES ?? 'sqlite').split(',').includes('sqlite')

const sqlite: TestEngine = {
  engine: 'sqlite',
  available: sqliteIsWanted,
  reason: sqliteIsWanted ? 'built in' : 'TEST_ENGINES leaves it out',
  restartable: false,
}

/** All engines, in an order that does not change. Importing this module finds the servers; it starts none. */
export const engines: readonly TestEngine[] = [sqlite, ...(await askKeeper({ ask: 'engines' }))]

/** Every engine as a source with every other one as a target. */
export const pairs: readonly (readonly [EngineName, EngineName])[] = engines.flatMap((source) =>
  engines.filter((target) => target !== source).map((target) => [source.engine, target.engine] as const),
)

/**
 * A describe block for each engine, or each of `which`. Where an engine cannot be had, its tests are skipped with the
 * reason in their name; with CI=true they fail.
 */
export function describeEachEngine(
  title: string,
  body: (engine: TestEngine) => void,
  which: readonly EngineName[] = engines.map(({ engine }) => engine),
): void {
  for (const engine of engines) {
    if (!which.includes(engine.engine)) continue
    describeWhere([engine], `${title} [${engine.engine}]`, () => body(engine))
  }
}

/** A describe block for each engine that is a server, for tests that kill and start one (restartableServer). */
export function describeEachServer(
  title: string,
  body: (engine: TestEngine) => void,
  which: readonly EngineName[] = ['postgres', 'mysql', 'mariadb'],
): void {
  for (const engine of engines) {
    if (!which.includes(engine.engine)) continue
    const restartable = engine.available && !engine.restartable ? { ...engine, ...notOurs } : engine
    describeWhere([restartable], `${title} [${engine.engine}]`, () => body(engine))
  }
}

const notOurs = { available: false, reason: 'the server that is given is not ours to kill' }

/** The same for each of the twelve pairs. */
export function describeEachPair(
  title: string,
  body: (source: TestEngine, target: TestEngine) => void,
): void {
  for (const [from, to] of pairs) {
    const [source, target] = [engineNamed(from), engineNamed(to)]
    describeWhere([source, target], `${title} [${from} to ${to}]`, () => body(source, target))
  }
}

export const engineNamed = (name: EngineName): TestEngine =>
  engines.find(({ engine }) => engine === name) as TestEngine

function describeWhere(needed: readonly TestEngine[], title: string, body: () => void): void {
  const missing = needed.find(({ available }) => !available)
  if (!missing) return describe(title, body)
  const reason = `${missing.engine} cannot be had: ${missing.reason}`
  if (process.env.CI === 'true')
    return void it(title, () => {
      throw new Error(reason)
    })
  describe.skip(`${title}, skipped: ${reason}`, body)
}

/** A server that belongs to one test, which may kill it and start it again. */
export interface RestartableServer {
  address: ServerAddress
  /** SIGKILL. */
  kill(): Promise<void>
  /** On the same port, with the same data; resolves when it answers. */
  start(): Promise<void>
  /** For good. Otherwise it runs to the end of the run. */
  stop(): Promise<void>
}

/**
 * Starts one. Makes databases on it through `createDatabase(engine, { server })`.
 * Only where `engine.restartable` (in describeEachServer): a server that TEST_…_URL names is not ours to kill.
 * @param options of the server's command line: `['--local-infile=0']`, `['-c', 'max_connections=5']`
 */
export async function restartableServer(
  engine: TestEngine | ServerEngine,
  options: readonly string[] = [],
): Promise<RestartableServer> {
  const name = (typeof engine === 'string' ? engine : engine.engine) as ServerEngine
  const { id, address } = await askKeeper({ ask: 'extra', engine: name, options })
  const command = (ask: 'kill' | 'start' | 'stop') => async () => void (await askKeeper({ ask, id }))
  return { address, kill: command('kill'), start: command('start'), stop: command('stop') }
}
