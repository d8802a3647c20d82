import { randomBytes } from 'node:crypto'
import { makeOrdinaryAccount, removeOrdinaryAccount } from './accounts.ts'
import { databasePrefix } from './database-name.ts'
import { ordinaryAccount, type ServerAddress, type ServerEngine, type ServerSource } from './server.ts'

const variables = {
  postgres: 'TEST_POSTGRES_URL',
  mysql: 'TEST_MYSQL_URL',
  mariadb: 'TEST_MARIADB_URL',
} as const

/** A server that runs already and that the environment names, with the account of a superuser. */
export function findGiven(engine: ServerEngine): ServerSource | undefined {
  const text = process.env[variables[engine]]
  if (!text) return undefined
  const url = new URL(text)
  return {
    engine,
    origin: `${variables[engine]}: ${url.host}`,
    private: false,
    launch: (directory) => use(addressOf(engine, url), directory),
  }
}

function addressOf(engine: ServerEngine, url: URL): ServerAddress {
  return {
    engine,
    host: url.hostname,
    port: Number(url.port || (engine === 'postgres' ? 5432 : 3306)),
    superuser: { user: decodeURIComponent(url.username), password: decodeURIComponent(url.password) },
    ordinary: { user: `rt_${randomBytes(4).toString('hex')}`, password: ordinaryAccount.password },
  }
}

async function use(address: ServerAddress, directory: string) {
  await makeOrdinaryAccount(address)
  const refuse = async () => {
    throw new Error(`${address.host} is not ours to stop`)
  }
  return {
    address,
    kill: refuse,
    start: refuse,
    stop: () => removeOrdinaryAccount(address, databasePrefix(directory)),
  }
}
