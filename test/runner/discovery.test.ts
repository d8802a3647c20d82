import { mkdirSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, describe, expect, it } from '@jest/globals'
import { emptyConfig, type Project, project, taskFile } from './project.ts'

const made: Project[] = []
const place = (files: Record<string, string>): Project => {
  const it = project(files)
  made.push(it)
  return it
}
const cleanUp = () => {
  for (const each of made.splice(0)) each.remove()
}
afterEach(cleanUp)
afterAll(cleanUp)

const told = (told: string) =>
  taskFile(
    `summary: 'Tells', steps: ({ result, config, cwd }) => [{ title: 'Tell', task: () => result({ told: ${told}, file: config.file, cwd }) }]`,
  )

const names = (stdout: string): string[] =>
  JSON.parse(stdout).tasks.map((each: { name: string }) => each.name)

describe('the configuration', () => {
  it('is found from a folder below it, and the current directory stays what it is', async () => {
    const it = place({ 'tasks.config.ts': emptyConfig, 'tasks/tell.ts': told('1'), 'a/b/c.txt': '' })
    const { stdout } = await it.run(['tell', '--json'], { in: 'a/b' })
    expect(JSON.parse(stdout)).toMatchObject({
      told: 1,
      file: it.path('tasks.config.ts'),
      cwd: it.path('a/b'),
    })
  })

  it.each([
    ['tasks.config.ts', 'export default { name: "x" } satisfies object'],
    ['tasks.config.js', 'export default { name: "x" }'],
    ['tasks.config.mjs', 'export default await Promise.resolve({ name: "x" })'],
    ['tasks.config.json', '{ "name": "x" }'],
  ])('may be %s', async (name, text) => {
    const it = place({ [name]: text, 'tasks/tell.js': told('config.name') })
    expect(JSON.parse((await it.run(['tell', '--json'])).stdout).told).toBe('x')
  })

  it('is looked for from --search-root', async () => {
    const it = place({ 'project/tasks.config.ts': emptyConfig, 'project/tasks/tell.ts': told('2') })
    const { stdout } = await it.run(['--search-root', 'project', 'tell', '--json'])
    expect(JSON.parse(stdout)).toMatchObject({ told: 2, cwd: it.directory })
  })

  it('is not needed', async () => {
    const { stdout, exitCode } = await place({}).run(['--list', '--json'])
    expect(exitCode).toBe(0)
    expect(names(stdout)).toContain('export-records')
  })

  it('that cannot be loaded leaves the list as it is, and a task says where it is wrong', async () => {
    const it = place({
      'tasks.config.ts': 'const a = 1\nexport default { name: = }',
      'tasks/tell.ts': told('1'),
    })
    expect((await it.run(['--list'])).exitCode).toBe(0)
    const { stderr, exitCode } = await it.run(['tell'])
    expect(exitCode).toBe(2)
    expect(stderr).toMatch(/^error: the configuration cannot be loaded: .*tasks\.config\.ts:2:\d+: /)
  })
})

describe("a user's tasks", () => {
  it('are named after their files, those in folders with dots', async () => {
    const it = place({
      'tasks.config.ts': emptyConfig,
      'tasks/say-hello.ts': told('1'),
      'tasks/plain.js': told('2'),
      'tasks/module.mjs': told('3'),
      'tasks/db/seed.ts': told('4'),
      'tasks/_shared.ts': 'export const x = 1',
      'tasks/types.d.ts': 'export {}',
      'tasks/seed.test.ts': 'throw new Error("a test")',
      'tasks/notes.md': '',
    })
    const own = JSON.parse((await it.run(['-l', '--list-format', 'json'])).stdout).tasks.filter(
      (each: { file?: string }) => each.file,
    )
    expect(own.map((each: { name: string }) => each.name)).toEqual([
      'db.seed',
      'module',
      'plain',
      'say-hello',
    ])
    expect(JSON.parse((await it.run(['db.seed', '--json'])).stdout).told).toBe(4)
  })

  it('share code by files that begin with _', async () => {
    const it = place({
      'tasks.config.ts': emptyConfig,
      'tasks/_shared.ts': 'export const shared: number = 42',
      'tasks/tell.ts': `import { shared } from './_shared.ts'\n${told('shared')}`,
    })
    expect(JSON.parse((await it.run(['tell', '--json'])).stdout).told).toBe(42)
  })

  it('that are broken are listed with what is wrong, and break nothing else', async () => {
    const it = place({
      'tasks.config.ts': emptyConfig,
      'tasks/syntax.ts': 'export default {\n  summary: = 1 }',
      'tasks/throws.ts': "const f = () => {\n  throw new Error('at load')\n}\nf()",
      'tasks/imports.ts': "import { x } from './nosuch.ts'\nx()",
      'tasks/empty.ts': 'export const x = 1',
      'tasks/shape.ts': 'export default { summary: 1 }',
      'tasks/short.ts': taskFile(
        "summary: 'x', options: { all: { type: 'boolean', short: 'al', help: '' } }, steps: () => []",
      ),
      'tasks/good.ts': told('1'),
    })
    const { tasks } = JSON.parse((await it.run(['--list', '--json'])).stdout)
    const error = (name: string) => tasks.find((each: { name: string }) => each.name === name).error
    expect(error('syntax')).toContain('syntax.ts:2:')
    expect(error('throws')).toMatch(/throws\.ts:\d+:\d+: at load/)
    expect(error('imports')).toContain('./nosuch.ts')
    expect(error('empty')).toContain('has no default export')
    expect(error('shape')).toContain('its summary is missing')
    expect(error('short')).toContain('the short form "al"')
    expect(error('good')).toBeUndefined()
    expect((await it.run(['good'])).exitCode).toBe(0)
    const { stderr, exitCode } = await it.run(['syntax'])
    expect(exitCode).toBe(2)
    expect(stderr).toContain('syntax.ts:2:')
  })

  it('cannot take the name of a built-in one, and the others still run', async () => {
    const it = place({
      'tasks.config.ts': emptyConfig,
      'tasks/wait.ts': told('1'),
      'tasks/tell.ts': told('1'),
    })
    const { stderr, exitCode } = await it.run(['wait'])
    expect(exitCode).toBe(2)
    expect(stderr).toContain(`${it.path('tasks/wait.ts')} has the name of the built-in task wait`)
    expect((await it.run(['tell'])).exitCode).toBe(0)
  })

  it('cannot be there twice', async () => {
    const it = place({ 'tasks.config.ts': emptyConfig, 'tasks/a.ts': told('1'), 'tasks/a.js': told('1') })
    const { stderr, exitCode } = await it.run(['a'])
    expect(exitCode).toBe(2)
    expect(stderr).toContain(`task a is there twice: ${it.path('tasks/a.js')} and ${it.path('tasks/a.ts')}`)
  })

  it('get the very TaskError of this package', async () => {
    const it = place({
      'tasks.config.ts': emptyConfig,
      'tasks/fail.ts': taskFile(
        "summary: 'x', steps: () => { throw new TaskError('early', { exitCode: 13 }) }",
      ),
    })
    expect(await it.run(['fail'])).toEqual({ exitCode: 13, stdout: '', stderr: 'error: early\n' })
  })
})

describe('this very package', () => {
  const repository = join(import.meta.dirname, '../..')

  it('has its tasks once', async () => {
    const it = place({})
    const { stdout } = await it.run(['--search-root', repository, '--list', '--json'])
    const all = JSON.parse(stdout).tasks
    expect(new Set(names(stdout)).size).toBe(all.length)
    expect(all.filter((each: { file?: string }) => each.file)).toEqual([])
  })

  it('has its tasks once through a link too', async () => {
    const it = place({})
    mkdirSync(it.path('x'))
    symlinkSync(repository, it.path('x/clone'))
    const { stdout } = await it.run(['--search-root', 'x/clone', '--list', '--json'])
    expect(JSON.parse(stdout).tasks.filter((each: { file?: string }) => each.file)).toEqual([])
  })
})
