import { isIP } from 'node:net'
import type { Knex } from 'knex'
import { createConnection } from 'mysql2'
import { exitCodes, TaskError } from '../../errors.ts'
import type { ConnectionSettings, OpenFailure, TlsSettings } from '../dialect.ts'
import { loadKnex } from '../load-knex.ts'
import { silentLog } from '../silent-log.ts'
import type { WireConnection } from './wire-statement.ts'

/** Opens one connection outside any pool. TaskError 14 where it cannot, with `cause.code` as in OpenFailure. */
export const connect = async (settings: ConnectionSettings): Promise<WireConnection> =>
  (await connectSomehow(settings)).connection

async function connectSomehow(
  settings: ConnectionSettings,
): Promise<{ connection: WireConnection; tls: TlsSettings | undefined }> {
  const attempts = tlsAttempts(settings)
  let failed: DriverError | undefined
  for (const tls of attempts) {
    try {
      return { connection: await attempt(settings, tls), tls }
    } catch (error) {
      // Where the attempt without TLS was denied, that there is no TLS to try explains nothing.
      if (failed === undefined || !lacksTls(error as DriverError)) failed = error as DriverError
      if (!attemptAgain(error as DriverError, tls)) break
    }
  }
  throw openError(settings, failed!)
}

/** A knex of its own for migrations, with the application's usual session rather than ours. */
export function makeKnex(settings: ConnectionSettings): Knex {
  let options: Promise<Record<string, unknown>> | undefined
  const knex = loadKnex()({
    client: 'mysql2',
    // knex has no second attempt: whether the server takes TLS is found out before its first.
    connection: () => {
      options ??= optionsThatWork(settings)
      return options
    },
    pool: { min: 0, max: 4 },
    log: silentLog,
  })
  // It takes a table's character set from here, where nothing is before its first connection: a table would be another
  // as the first thing that is made.
  knex.client.connectionSettings = driverOptions(settings, undefined)
  return knex
}

async function optionsThatWork(settings: ConnectionSettings): Promise<Record<string, unknown>> {
  const { connection, tls } = await connectSomehow(settings)
  connection.stream.destroy()
  return driverOptions(settings, tls)
}

function attempt(settings: ConnectionSettings, tls: TlsSettings | undefined): Promise<WireConnection> {
  const connection = createConnection(driverOptions(settings, tls))
  return new Promise((resolve, reject) => {
    // It stays: an error that nobody listens to would end the process, and whoever waits for an answer is told as well.
    connection.on('error', reject)
    connection.connect((error) => {
      if (error) reject(error)
      else resolve(connection as unknown as WireConnection)
    })
  })
}

/**
 * What to try, one after another. Unverified TLS to the same machine protects nothing and costs a third of
 * the speed, so there `prefer` begins without.
 */
function tlsAttempts({ tls, host, socketPath }: ConnectionSettings): (TlsSettings | undefined)[] {
  if (socketPath !== undefined || tls?.mode === 'disable') return [undefined]
  if (tls !== undefined && tls.mode !== 'prefer') return [tls]
  const preferred: TlsSettings = tls ?? { mode: 'prefer' }
  return isLoopback(host ?? 'localhost') ? [undefined, preferred] : [preferred, undefined]
}

const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'))

const lacksTls = (error: DriverError): boolean => error.code === 'HANDSHAKE_NO_SSL_SUPPORT'

function attemptAgain(error: DriverError, tls: TlsSettings | undefined): boolean {
  if (tls !== undefined) return lacksTls(error)
  return error.errno === errors.secureTransportRequired || error.errno === errors.accessDenied
}

function driverOptions(settings: ConnectionSettings, tls: TlsSettings | undefined): Record<string, unknown> {
  return {
    ...(settings.socketPath === undefined
      ? { host: settings.host ?? 'localhost', port: settings.port ?? 3306 }
      : { socketPath: settings.socketPath }),
    user: settings.user,
    password: settings.password,
    database: settings.database,
    connectTimeout: settings.connectTimeout ?? 10_000,
    ...(tls === undefined ? {} : { ssl: sslOptions(tls) }),
    charset: 'utf8mb4',
    timezone: 'Z',
    dateStrings: true,
    supportBigNumbers: true,
    bigNumberStrings: true,
    jsonStrings: true,
    decimalNumbers: false,
    multipleStatements: false,
    // wire-statement.ts writes and reads packets without them.
    flags: ['-CLIENT_QUERY_ATTRIBUTES', '-SESSION_TRACK', '-FOUND_ROWS'],
  }
}

function sslOptions({ mode, ca, cert, key }: TlsSettings): Record<string, unknown> {
  return {
    rejectUnauthorized: mode === 'verify-ca' || mode === 'verify-full',
    verifyIdentity: mode === 'verify-full',
    ...(ca === undefined ? {} : { ca }),
    ...(cert === undefined ? {} : { cert }),
    ...(key === undefined ? {} : { key }),
  }
}

interface DriverError extends Error {
  code?: string
  errno?: number
}

const errors = {
  databaseDenied: 1044,
  accessDenied: 1045,
  unknownDatabase: 1049,
  hostDenied: 1130,
  accessDeniedWithoutPassword: 1698,
  passwordExpired: 1820,
  secureTransportRequired: 3159,
  accountLocked: 3118,
  accountLockedMariadb: 4151,
} as const

const deniedNumbers = new Set<number | undefined>([
  errors.databaseDenied,
  errors.accessDenied,
  errors.hostDenied,
  errors.accessDeniedWithoutPassword,
  errors.passwordExpired,
  errors.secureTransportRequired,
  errors.accountLocked,
  errors.accountLockedMariadb,
])

const deniedCodes = new Set<string | undefined>([
  'HANDSHAKE_NO_SSL_SUPPORT',
  'HANDSHAKE_SSL_ERROR',
  'AUTH_SWITCH_PLUGIN_ERROR',
  'MYSQL_CLEAR_PASSWORD_NOT_ENABLED',
])

function failureOf({ errno, code }: DriverError): OpenFailure {
  if (errno === errors.unknownDatabase) return 'missing'
  return deniedNumbers.has(errno) || deniedCodes.has(code) ? 'denied' : 'unreachable'
}

function openError(settings: ConnectionSettings, error: DriverError): TaskError {
  const failure = failureOf(error)
  const cause = Object.assign(new Error(error.message), { code: failure, driverCode: error.code })
  return new TaskError(`${openSentence(failure, settings)}: ${error.message || error.code}`, {
    exitCode: exitCodes.unreachable,
    hint: openHints[failure],
    cause,
  })
}

function openSentence(failure: OpenFailure, { display, database }: ConnectionSettings): string {
  if (failure === 'missing') return `${display}: there is no database ${database}`
  return failure === 'denied' ? `${display} refuses the login` : `${display} cannot be reached`
}

const openHints: Record<OpenFailure, string> = {
  missing: 'Create it with CREATE DATABASE, or correct the name in the URL.',
  denied: 'Check user, password, the host that the user may come from, and the TLS mode.',
  unreachable: 'Check host and port, and whether the server runs.',
}
