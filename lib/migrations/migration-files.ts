import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { exitCodes, TaskError } from '../errors.ts'

/** A migration or seed on disk. */
export interface MigrationFile {
  /** The file's name with its ending, as knex records it. */
  name: string
  /** The name without ending: a migration is the same whether it is run as TypeScript or compiled. */
  stem: string
  path: string
}

/** TypeScript first: where source and compiled file lie side by side, the source is meant. */
const endings = ['.ts', '.mts', '.cts', '.js', '.mjs', '.cjs']

/** The migrations of a folder, each once, sorted by name as knex sorts them. Sub-folders are not looked into. */
export async function migrationFiles(directory: string, what = 'migrations'): Promise<MigrationFile[]> {
  const names = (await entries(directory, what)).sort(byEnding)
  const files = new Map<string, MigrationFile>()
  for (const name of names) {
    const stem = stemOf(name)
    if (!files.has(stem)) files.set(stem, { name, stem, path: join(directory, name) })
  }
  return [...files.values()].sort((a, b) => (a.stem < b.stem ? -1 : 1))
}

/** A name without its ending, where that is one of code. */
export const stemOf = (name: string): string => {
  const ending = endingOf(name)
  return ending === undefined ? name : name.slice(0, -ending.length)
}

const endingOf = (name: string): string | undefined => endings.find((ending) => name.endsWith(ending))

const byEnding = (a: string, b: string): number =>
  endings.indexOf(endingOf(a) ?? '') - endings.indexOf(endingOf(b) ?? '')

const isCode = (name: string): boolean =>
  endingOf(name) !== undefined && !name.startsWith('.') && !/\.d\.[cm]?ts$/.test(name)

async function entries(directory: string, what: string): Promise<string[]> {
  try {
    const found = await readdir(directory, { withFileTypes: true })
    return found.filter((entry) => !entry.isDirectory() && isCode(entry.name)).map((entry) => entry.name)
  } catch (cause) {
    throw new TaskError(`The folder of ${what} cannot be read: ${directory}: ${reason(cause)}`, {
      exitCode: exitCodes.usage,
      hint: `Set ${what}.directory in tasks.config to the folder that holds them.`,
      cause,
    })
  }
}

const reason = (cause: unknown): string => {
  const { code, message } = cause as NodeJS.ErrnoException
  if (code === 'ENOENT') return 'it does not exist'
  if (code === 'ENOTDIR') return 'it is not a folder'
  return message
}
