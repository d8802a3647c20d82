import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from '@jest/globals'
import { layerViolations } from './layers.ts'

const root = new URL('..', import.meta.url)

const sources = ['lib', 'config', 'tasks'].flatMap((folder) =>
  readdirSync(new URL(folder, root), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => `${folder}/${name}`)
    .map((path) => ({ path, text: readFileSync(new URL(path, root), 'utf8') })),
)

it('dependencies point one way, and packages come in by their doors', () => {
  expect(sources.length).toBeGreaterThan(10)
  expect(layerViolations(sources)).toEqual([])
})

describe('the layer rule', () => {
  const check = (path: string, text: string) => layerViolations([{ path, text }])

  it.each([
    ['lib/dump/a.ts', "import { open } from '../dialects/open.ts'", 'lib/dump may not import lib/dialects'],
    ['lib/dialects/pg/a.ts', "export * from '../../records/copy.ts'", 'may not import lib/records'],
    ['lib/errors.ts', "export { a } from './dump/a.ts'", 'may not import lib/dump'],
    ['lib/records/a.ts', "const a = await import('../../tasks/wait.ts')", 'may not import tasks'],
    ['lib/records/a.ts', "type A = import('../runner/a.ts').A", 'may not import lib/runner'],
    ['config/a.ts', "import { open } from '../lib/dialects/open.ts'", 'config may not import lib/dialects'],
    ['lib/records/a.ts', "import type { Knex } from 'knex'", 'imports knex'],
    ['lib/records/a.ts', "import mysql from 'mysql2/promise'", 'imports mysql2/promise'],
    ['lib/records/a.ts', "import { Listr } from 'listr2'", 'imports listr2'],
    ['lib/records/a.ts', "if (database.engine === 'mysql') warn()", 'asks which engine'],
    ['tasks/a.ts', "const a = 'sqlite' !== sourceEngine", 'asks which engine'],
    ['lib/records/a.ts', 'switch (database?.engine) {}', 'asks which engine'],
    ['lib/helpers/a.ts', '', 'does not say where lib/helpers stands'],
  ])('refuses in %s: %s', (path, text, reason) => {
    expect(check(path, `// first line\n${text}`)).toEqual([expect.stringContaining(reason)])
  })

  it.each([
    ['config/a.ts', "import type { EngineName } from '../lib/dialects/dialect.ts'"],
    ['lib/records/a.ts', "import { open } from '../dialects/open.ts'"],
    ['lib/dialects/mysql/a.ts', "import mysql from 'mysql2'\nif (engine === 'mariadb') a()"],
    ['tasks/a.ts', "import { exportRecords } from '../lib/records/export-records.ts'"],
    ['lib/runner/a.ts', "import { Listr } from 'listr2'"],
  ])('lets pass in %s: %s', (path, text) => {
    expect(check(path, text)).toEqual([])
  })
})
