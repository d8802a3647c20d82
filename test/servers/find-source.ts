import { findContainer } from './container.ts'
import { installPackages, isDebian, unpackPackages } from './debian.ts'
import { findGiven } from './given-server.ts'
import { findLocalMariadb } from './mariadb.ts'
import { findLocalMysql, mysqlPackages } from './mysql.ts'
import { findLocalPostgres } from './postgres.ts'
import { type FindSource, type ServerEngine, type ServerSource, serverEngines } from './server.ts'

export type Found = { engine: ServerEngine; source: ServerSource } | { engine: ServerEngine; reason: string }

const local: Record<ServerEngine, FindSource> = {
  postgres: findLocalPostgres,
  mysql: findLocalMysql,
  mariadb: findLocalMariadb,
}

/** Installed together: two runs of apt would wait for each other. MySQL is in no stable suite of Debian. */
const installable: Partial<Record<ServerEngine, readonly string[]>> = {
  postgres: ['postgresql'],
  mariadb: ['mariadb-server-core', 'mariadb-client-core'],
}

/**
 * A way to each engine: the server that TEST_…_URL names, programs on this machine, a container, or packages that
 * are fetched for it, in this order. TEST_ENGINES=postgres,mysql leaves the others out.
 */
export async function findSources(say: (line: string) => void): Promise<Found[]> {
  const first = await Promise.all(serverEngines.map(findPresent))
  const missing = first
    .filter((found) => 'reason' in found && isWanted(found.engine))
    .map(({ engine }) => engine)
  const failures = await fetchMissing(missing, say)
  return Promise.all(
    first.map(async (found) => {
      if (!missing.includes(found.engine)) return found
      const second = await findPresent(found.engine)
      const reasons = ['reason' in second ? second.reason : '', failures.get(found.engine) ?? '']
      return 'source' in second ? second : { ...second, reason: reasons.filter(Boolean).join('; ') }
    }),
  )
}

function isWanted(engine: ServerEngine): boolean {
  const wanted = process.env.TEST_ENGINES
  return !wanted || wanted.split(',').includes(engine)
}

async function findPresent(engine: ServerEngine): Promise<Found> {
  if (!isWanted(engine)) return { engine, reason: 'TEST_ENGINES leaves it out' }
  const reasons: string[] = []
  for (const find of [async () => findGiven(engine), local[engine], () => findContainer(engine)]) {
    try {
      const source = await find()
      if (source) return { engine, source }
    } catch (error) {
      reasons.push(messageOf(error))
    }
  }
  return { engine, reason: reasons.join('; ') }
}

/** Why an engine could not be fetched. */
async function fetchMissing(
  missing: readonly ServerEngine[],
  say: (line: string) => void,
): Promise<Map<ServerEngine, string>> {
  const failures = new Map<ServerEngine, string>()
  const attempt = async (engines: readonly ServerEngine[], fetch: () => Promise<void>) => {
    try {
      await fetch()
    } catch (error) {
      for (const engine of engines) failures.set(engine, messageOf(error))
    }
  }
  const toInstall = missing.filter((engine) => installable[engine])
  await Promise.all([
    toInstall.length > 0 && attempt(toInstall, () => install(toInstall, say)),
    missing.includes('mysql') && attempt(['mysql'], () => unpackMysql(say)),
  ])
  return failures
}

async function install(engines: readonly ServerEngine[], say: (line: string) => void): Promise<void> {
  if (!isDebian()) throw new Error('packages are fetched on Debian only')
  if (process.getuid?.() !== 0) throw new Error('packages are installed by root only')
  const packages = engines.flatMap((engine) => installable[engine] ?? [])
  say(`Installing ${packages.join(' ')} for the tests`)
  await installPackages(packages)
}

async function unpackMysql(say: (line: string) => void): Promise<void> {
  if (!isDebian()) throw new Error('packages are fetched on Debian only')
  say(`Unpacking ${mysqlPackages.packages.join(' ')} of Debian ${mysqlPackages.suite} for the tests`)
  await unpackPackages(mysqlPackages)
}

const messageOf = (error: unknown): string => (error as { message?: string }).message ?? String(error)
