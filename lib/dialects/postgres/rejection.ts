import { RecordRejected } from '../../errors.ts'
import type { RecordBatch } from '../../schema/record-batch.ts'
import type { Column } from '../../schema/table.ts'
import type { TableLoadPlan } from '../dialect.ts'
import { membersName } from './ddl.ts'
import { isNullButMayNot, noMember, noSuchTime, outOfRange, tooLong } from './field-check.ts'
import { type ServerError, serverError } from './session.ts'

/** A COPY's error as the record that caused it, where it was one; else the error itself. Rows are those of the COPY. */
export function rejection(error: unknown, plan: TableLoadPlan, batch: RecordBatch): unknown {
  const server = serverError(error)
  if (!server || !isAboutARecord(server.code)) return error
  const place = /^COPY .*?, line (\d+)(?:, column ([\s\S]*))?$/.exec(server.where?.split('\n').at(-1) ?? '')
  const wholePlace = place ?? /^COPY [\s\S]*?, line (\d+)(?:, column ([\s\S]*))?/m.exec(server.where ?? '')
  const row = wholePlace ? Number(wholePlace[1]) - 1 : undefined
  const name = server.column ?? columnAt(wholePlace?.[2], plan)
  const pair = plan.columns.find(
    ({ target }) => target.name === name || server.constraint === membersName(target),
  )
  const column = pair?.source.name ?? name
  return new RecordRejected(reasonOf(server, pair?.target), { row, column, batch, cause: error })
}

/** Name of a trial's constraint on what stands in for a partitioned table. */
export const noPartition = 'record-tasks: no partition'

/** Data exceptions, broken constraints, and what functions behind domains and checks raise. */
const isAboutARecord = (code: string): boolean => /^(22|23|P0)/.test(code)

/** The column in `price: "x"`: the longest of those loaded that the text begins with. */
function columnAt(text: string | undefined, plan: TableLoadPlan): string | undefined {
  if (text === undefined) return undefined
  const names = plan.columns
    .map(({ target }) => target.name)
    .filter((name) => text === name || text.startsWith(`${name}:`))
  return names.sort((a, b) => b.length - a.length)[0]
}

/** Of U+0000 in jsonb, or of a character in a database of another encoding than UTF8. */
function withoutEquivalent(message: string): string {
  const encoding = /has no equivalent in encoding "(.+)"/.exec(message)?.[1]
  return encoding === undefined
    ? 'contains a character that the column cannot hold (U+0000 in jsonb)'
    : `contains a character that the database’s encoding ${encoding} does not have`
}

function reasonOf(error: ServerError, target: Column | undefined): string {
  const message = error.message
  switch (error.code) {
    case '22P02':
    case '22007': {
      if (/for enum /.test(message)) return noMember
      const type = /for type ([^:]+)/.exec(message)?.[1]
      return type === undefined ? `is refused: ${message}` : `is not valid for ${type}`
    }
    case '22003': {
      const type = /for type (.+)$/.exec(message)?.[1] ?? target?.native
      return type === undefined ? `is out of range: ${error.detail ?? message}` : outOfRange(type)
    }
    case '22008':
      return noSuchTime
    case '22001':
      return target?.length === undefined
        ? message.replace(/^value too long/, 'is too long')
        : tooLong(target.length, target.type === 'bit' ? 'bits' : 'characters')
    case '22021':
      return 'is not valid UTF-8, or cannot be written in the encoding of the database'
    case '22P05':
      return withoutEquivalent(message)
    case '23502':
      return isNullButMayNot
    case '23505':
      return `breaks the unique key ${error.constraint}: ${error.detail ?? message}`
    case '23514':
      if (error.constraint === noPartition || /^no partition of relation /.test(message))
        return 'belongs to no partition of the table'
      if (target && error.constraint === membersName(target)) return noMember
      return error.constraint === undefined
        ? `is refused: ${message}`
        : `breaks the check constraint ${error.constraint}`
  }
  return `is refused: ${message}${error.detail === undefined ? '' : ` (${error.detail})`}`
}
