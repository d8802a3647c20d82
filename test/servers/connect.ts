import mysql from 'mysql2/promise'
import pg from 'pg'
import type { Account, ServerAddress } from './server.ts'

export type Row = (string | null)[]

/** A connection that gives values as the engine writes them, untouched by our reader or the driver's. */
export interface TextConnection {
  /** Rows of the last statement. */
  query(sql: string): Promise<Row[]>
  end(): Promise<void>
}

/** @param database the engine's own administrative one when not given */
export async function connect(
  address: ServerAddress,
  account: Account,
  database?: string,
): Promise<TextConnection> {
  return address.engine === 'postgres'
    ? connectPostgres(address, account, database ?? 'postgres')
    : connectMysql(address, account, database)
}

async function connectPostgres(
  address: ServerAddress,
  account: Account,
  database: string,
): Promise<TextConnection> {
  const client = new pg.Client({
    host: address.host,
    port: address.port,
    ...account,
    database,
    connectionTimeoutMillis: 10_000,
    types: { getTypeParser: () => (text: string) => text },
  })
  // A killed server is told about here, too; the next query rejects anyway.
  client.on('error', () => undefined)
  await client.connect()
  return {
    async query(sql) {
      const answer = (await client.query({ text: sql, rowMode: 'array' })) as unknown as
        | { rows: Row[] }
        | { rows: Row[] }[]
      return (Array.isArray(answer) ? answer.at(-1)?.rows : answer.rows) ?? []
    },
    end: () => client.end(),
  }
}

async function connectMysql(
  address: ServerAddress,
  account: Account,
  database: string | undefined,
): Promise<TextConnection> {
  const connection = await mysql.createConnection({
    host: address.host,
    port: address.port,
    ...account,
    ...(database === undefined ? {} : { database }),
    connectTimeout: 10_000,
    charset: 'utf8mb4_general_ci',
    multipleStatements: true,
    rowsAsArray: true,
    typeCast: (field) => printable(field.buffer()),
  })
  connection.on('error', () => undefined)
  return {
    async query(sql) {
      return lastRows(...((await connection.query(sql)) as unknown as [unknown, unknown]))
    },
    end: () => connection.end(),
  }
}

/** Of several statements mysql2 gives a list of answers, and a list of lists of fields. */
function lastRows(answer: unknown, fields: unknown): Row[] {
  if (!Array.isArray(answer)) return []
  const several = Array.isArray(fields) && fields.some((field) => field === undefined || Array.isArray(field))
  const rows: unknown = several ? answer.at(-1) : answer
  return Array.isArray(rows) ? rows : []
}

function printable(bytes: Buffer | null): string | null {
  if (bytes === null) return null
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return `0x${bytes.toString('hex')}`
  }
}
