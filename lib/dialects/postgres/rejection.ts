import { RecordRejected } from '../../errors.ts'
import type { RecordBatch } from '../../schema/record-batch.ts'
import type { TableLoadPlan } from '../dialect.ts'
import { type ServerError, serverError } from './session.ts'

/** A COPY's error as the record that caused it, where it was one; else the error itself. */
export function rejection(error: unknown, plan: TableLoadPlan, batch: RecordBatch): unknown {
  const server = serverError(error)
  if (!server || !isAboutARecord(server.code)) return error
  const place = /^COPY .*?, line (\d+)(?:, column ([\s\S]*))?$/.exec(server.where?.split('\n').at(-1) ?? '')
  const wholePlace = place ?? /^COPY [\s\S]*?, line (\d+)(?:, column ([\s\S]*))?/m.exec(server.where ?? '')
  const row = wholePlace ? Number(wholePlace[1]) - 1 : undefined
  const target = server.column ?? columnAt(wholePlace?.[2], plan)
  const column = plan.columns.find((pair) => pair.target.name === target)?.source.name ?? target
  return new RecordRejected(reasonOf(server), { row, column, batch, cause: error })
}

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

function reasonOf(error: ServerError): string {
  const message = error.message
  switch (error.code) {
    case '22P02':
    case '22007': {
      const type = /(?:for type|for enum) ([^:]+)/.exec(message)?.[1]
      return type === undefined ? `is refused: ${message}` : `is not valid for ${type}`
    }
    case '22003': {
      const type = /for type (.+)$/.exec(message)?.[1]
      return type === undefined
        ? `is out of range: ${error.detail ?? message}`
        : `is out of range for ${type}`
    }
    case '22008':
      return 'is out of the range of dates and times, or no such date'
    case '22001':
      return message.replace(/^value too long/, 'is too long')
    case '22021':
      return 'is not valid UTF-8, or cannot be written in the encoding of the database'
    case '22P05':
      return 'contains a character that the column cannot hold (U+0000 in jsonb)'
    case '23502':
      return 'is null, and the column takes no null'
    case '23505':
      return `breaks the unique key ${error.constraint}: ${error.detail ?? message}`
    case '23514':
      return error.constraint === undefined
        ? `is refused: ${message}`
        : `breaks the check constraint ${error.constraint}`
  }
  return `is refused: ${message}${error.detail === undefined ? '' : ` (${error.detail})`}`
}
