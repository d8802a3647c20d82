import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from '@jest/globals'

const repository = join(import.meta.dirname, '../..')
const heavy = ['knex', 'pg', 'mysql2', 'sqlite3', 'listr2', 'zx', 'jiti', 'dotenv']

/** What a file imports as it is loaded: not types, and not what it imports later by `import(…)`. */
const staticImports = (file: string): string[] =>
  [
    ...readFileSync(file, 'utf8').matchAll(/^(?:import|export)\s+(?!type\b)(?:[^'"]*?\bfrom\s+)?'([^']+)'/gm),
  ].map((match) => match[1]!)

const reached = (from: string, seen = new Map<string, string>(), path = ''): Map<string, string> => {
  for (const specifier of staticImports(from)) {
    const target = specifier.startsWith('.') ? join(dirname(from), specifier) : specifier
    if (seen.has(target)) continue
    seen.set(target, `${path} > ${target}`)
    if (specifier.startsWith('.') && existsSync(target)) reached(target, seen, `${path} > ${target}`)
  }
  return seen
}

const heavyReached = (file: string): string[] =>
  [...reached(join(repository, file))]
    .filter(([target]) => heavy.some((name) => target === name || target.startsWith(`${name}/`)))
    .map(([, path]) => path)

describe('what the list has to load', () => {
  const files = readdirSync(join(repository, 'tasks')).filter((name) => name.endsWith('.ts'))

  it.each(files)('tasks/%s loads no driver, knex, zx or listr2', (name) => {
    expect(heavyReached(`tasks/${name}`)).toEqual([])
  })

  it.each([
    'lib/cli/main.ts',
    'lib/runner/list-tasks.ts',
    'lib/runner/task-help.ts',
    'lib/runner/general-help.ts',
  ])('%s loads none either', (name) => {
    expect(heavyReached(name)).toEqual([])
  })

  it('is looked for in a way that finds a heavy one', () => {
    expect(heavyReached('lib/runner/run-steps.ts').join()).toContain('listr2')
    expect(heavyReached('lib/runner/run-tasks.ts')).toEqual([])
  })
})
