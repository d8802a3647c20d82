import path from 'node:path'
import { resolveDatabase } from '../config/resolve-database.ts'
import { exitCodes, TaskError } from '../lib/errors.ts'
import type { SourceAddress } from '../lib/records/record-source.ts'
import type { TaskContext } from '../lib/task/context.ts'

export interface NamedSource {
  address: SourceAddress
  /** For messages. */
  display: string
}

/** What `-f FILE` or `--from NAME|URL` means: a dump, `data.json` where neither is given, or a database. */
export function resolveSource(
  { config, cwd, stdin }: Pick<TaskContext, 'config' | 'cwd' | 'stdin'>,
  { filename, from }: { filename: string | undefined; from: string | undefined },
): NamedSource {
  if (filename !== undefined && from !== undefined) throw twoSources()
  if (from !== undefined) {
    const database = resolveDatabase(config, from, cwd)
    return { address: { database }, display: database.display }
  }
  if (filename === '-') return { address: { file: stdin }, display: 'standard input' }
  const name = filename ?? 'data.json'
  return { address: { file: path.resolve(cwd, name) }, display: name }
}

const twoSources = (): TaskError =>
  new TaskError('-f and --from name two sources of records', {
    exitCode: exitCodes.usage,
    hint: 'Give one of them: a dump with -f, or a database with --from.',
  })
