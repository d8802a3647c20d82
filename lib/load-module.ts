import { existsSync, mkdirSync, type Stats, statSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { defineConfig } from '../config/define-config.ts'
import { findUp } from '../config/find-up.ts'
import { exitCodes, RecordRejected, TaskError } from './errors.ts'
import { defineTask } from './task/define-task.ts'

/**
 * What `import … from 'record-tasks'` gives in a user's files, wherever this package is installed: the very
 * objects that run, so that a TaskError thrown there is one here. zx is loaded when `$` is first used.
 */
const ownPackage = {
  defineTask,
  defineConfig,
  TaskError,
  RecordRejected,
  exitCodes,
  get $() {
    return createRequire(import.meta.url)('zx/core').$
  },
}

/**
 * Where translated files are kept, so that Babel, a third of a command's start, is not loaded again: with the packages of
 * whose project they are, and for their owner's eyes, since a configuration may hold passwords. False where there are none
 * or they are another user's, who could not delete what root leaves there, or the folder is not to be written to.
 */
function translations(from: string): string | false {
  const modules = findUp(from, (directory) => {
    const packages = join(directory, 'node_modules')
    return existsSync(packages) ? packages : undefined
  })
  if (modules === undefined || !isOwn(statSync(modules))) return false
  const folder = join(modules, '.cache/record-tasks')
  try {
    mkdirSync(dirname(folder), { recursive: true })
    if (!existsSync(folder)) mkdirSync(folder, { mode: 0o700 })
    const found = statSync(folder)
    return isOwn(found) && (process.platform === 'win32' || (found.mode & 0o077) === 0) && folder
  } catch {
    return false
  }
}

const isOwn = ({ uid }: Stats): boolean => process.getuid === undefined || uid === process.getuid()

/** All that a user's .ts, .js or .mjs exports. */
export const loadExports = async (file: string): Promise<Record<string, unknown>> => {
  const { createJiti } = await import('jiti')
  const jiti = createJiti(file, {
    fsCache: translations(dirname(file)),
    moduleCache: false,
    interopDefault: false,
    virtualModules: { 'record-tasks': ownPackage },
  })
  return jiti.import<Record<string, unknown>>(file)
}

/** The default export of a user's .ts, .js or .mjs, or the content of a .json. */
export const loadModule = async (file: string): Promise<unknown> => {
  if (file.endsWith('.json')) return JSON.parse(await readFile(file, 'utf8'))
  const { default: exported } = await loadExports(file)
  return exported
}
