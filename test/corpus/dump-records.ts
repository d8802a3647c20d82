import { readFileSync } from 'node:fs'

/** The record lines of each table of a dump, as they stand in it. Small dumps only. */
export function dumpRecords(file: string): Map<string, string> {
  const lines = readFileSync(file, 'utf8').split('\n')
  const tables = new Map<string, string>()
  let table: string[] | undefined
  let name = ''
  for (const line of lines.slice(lines.indexOf('"records":{') + 1)) {
    if (table === undefined && !line.endsWith('":[')) break
    if (table === undefined) {
      name = JSON.parse(line.slice(0, -2)) as string
      table = []
    } else if (line.startsWith('{')) {
      table.push(line.replace(/,$/, ''))
    } else {
      tables.set(name, table.join('\n'))
      table = undefined
      if (line === ']},') break
    }
  }
  return tables
}
