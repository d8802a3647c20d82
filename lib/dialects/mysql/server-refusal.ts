import type { Column } from '../../schema/table.ts'
import { parseNative } from './column-type.ts'
import { ServerError } from './wire-statement.ts'

/** What a server says of a row that it does not take: an error, or a warning of LOAD DATA, which goes on after it. */
export interface ServerRefusal {
  errno: number
  message: string
}

/** Errors of data rather than of connection, privilege or space. */
const dataErrors = new Set([
  1022, 1048, 1062, 1169, 1261, 1262, 1263, 1264, 1265, 1292, 1300, 1364, 1365, 1366, 1367, 1406, 1411, 1416,
  1416, 1441, 1452, 1526, 1586, 1644, 1690, 1739, 3140, 3141, 3143, 3144, 3156, 3516, 3617, 3643, 3819, 4025,
  4035, 4036, 4037, 4038, 4039, 4040, 4078, 1918, 1977, 3037, 3055, 3548, 3616, 3618, 3621,
])

export const isAboutARow = (error: unknown): error is ServerError =>
  error instanceof ServerError && (dataErrors.has(error.errno) || rowIn(error) !== undefined)

/** Number of the row in its statement, from 1, where the server says it. */
export function rowIn({ message }: ServerRefusal): number | undefined {
  const place = / at row (\d+)$/.exec(message)
  return place === null ? undefined : Number(place[1])
}

export const columnIn = ({ message }: ServerRefusal): string | undefined =>
  /column (?:`[^`]*`\.`[^`]*`\.)?[`'](.+?)['`](?: at row| cannot| set|$)/i.exec(message)?.[1]

/**
 * The server's sentence, made to follow table, key, column and value. The same whether it came from LOAD DATA, from
 * INSERT or from INSERT IGNORE, whose numbers differ.
 */
export function reasonOf(refusal: ServerRefusal, columns: readonly Column[]): string {
  const { errno, message } = refusal
  const name = columnIn(refusal)
  const base = parseNative(columns.find((column) => column.name === name)?.native ?? '').base
  if (temporalTypes.has(base) && unfitNumbers.has(errno)) return `is no ${base} that the engine has`
  if (errno === 1406 || (errno === 1265 && /char|text|binary|blob/.test(base))) return 'is too long'
  if (errno === 1264) return 'is out of range'
  if (jsonErrors.has(errno) || breaksJsonCheck(refusal, columns)) return 'is a text, which json cannot hold'
  const text = message.replace(/ for column .* at row \d+$/s, '').replace(/ at row \d+$/, '')
  return errno === 1062 ? `is a duplicate: ${text}` : `is refused by the server: ${text}`
}

/** What json_valid() of MariaDB's checks warns of, beside the check itself. */
const jsonErrors = new Set([4035, 4036, 4037, 4038, 4039, 4040])

/** MariaDB's json columns have a check of their name. */
function breaksJsonCheck({ errno, message }: ServerRefusal, columns: readonly Column[]): boolean {
  const name = /CONSTRAINT `(?:[^`]*\.)?([^`]+)` failed/.exec(message)?.[1]
  return errno === 4025 && columns.some((column) => column.name === name && column.type === 'json')
}

const temporalTypes = new Set(['date', 'time', 'datetime', 'timestamp'])

/** Out of range, truncated, incorrect. */
const unfitNumbers = new Set([1264, 1265, 1292])
