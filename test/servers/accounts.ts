import { connect } from './connect.ts'
import type { ServerAddress } from './server.ts'

/** Makes `address.ordinary`: an application's user, who administers nothing. */
export async function makeOrdinaryAccount(address: ServerAddress): Promise<void> {
  await asSuperuser(address, address.engine === 'postgres' ? postgresAccount(address) : mysqlAccount(address))
}

/** Removes the account and its databases from a server that outlives the run. */
export async function removeOrdinaryAccount(address: ServerAddress, databasePrefix: string): Promise<void> {
  const connection = await connect(address, address.superuser)
  try {
    const names = await connection.query(
      address.engine === 'postgres' ? 'select datname from pg_database' : 'show databases',
    )
    for (const [name] of names) {
      if (name?.startsWith(databasePrefix)) await connection.query(dropDatabase(address, name))
    }
    await connection.query(
      address.engine === 'postgres'
        ? `drop role if exists "${address.ordinary.user}"`
        : `drop user if exists '${address.ordinary.user}'@'%'`,
    )
  } finally {
    await connection.end()
  }
}

export const dropDatabase = (address: ServerAddress, name: string): string =>
  address.engine === 'postgres'
    ? `drop database if exists ${quoteName(address, name)} with (force)`
    : `drop database if exists ${quoteName(address, name)}`

export const quoteName = (address: ServerAddress, name: string): string =>
  address.engine === 'postgres' ? `"${name.replaceAll('"', '""')}"` : `\`${name.replaceAll('`', '``')}\``

const postgresAccount = ({ ordinary }: ServerAddress): string[] => [
  `create role "${ordinary.user}" login nosuperuser nocreatedb nocreaterole password '${ordinary.password}'`,
]

const mysqlAccount = ({ ordinary }: ServerAddress): string[] => [
  `create user '${ordinary.user}'@'%' identified by '${ordinary.password}'`,
  `grant all privileges on \`rt\\_%\`.* to '${ordinary.user}'@'%'`,
]

async function asSuperuser(address: ServerAddress, statements: readonly string[]): Promise<void> {
  const connection = await connect(address, address.superuser)
  try {
    for (const statement of statements) await connection.query(statement)
  } finally {
    await connection.end()
  }
}
