import { existsSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { type Project, project } from '../runner/project.ts'

const repository = path.join(import.meta.dirname, '../..')

const config = `
export default {
  databases: { default: 'sqlite:app.sqlite3', broken: 'postgres://nobody@127.0.0.1:1/none' },
  migrations: { directory: '${repository}/examples/inventory/migrations' },
  seeds: { directory: '${repository}/examples/inventory/seeds' },
  update: { before: ['echo before > before.txt'], after: ['echo after > after.txt'] },
}
`

describe('update', () => {
  let folder: Project
  beforeAll(() => {
    folder = project({ 'tasks.config.mjs': config })
  })
  afterAll(() => folder.remove())

  it('says with --dry what it would do, and does nothing', async () => {
    const ended = await folder.run(['--dry', 'update'])
    expect(ended.exitCode).toBe(0)
    expect(ended.stdout).toMatch(
      /echo before.*\n.*make .*app\.sqlite3 and run all migrations.*\n.*run the seeds.*\n.*echo after/,
    )
    expect(existsSync(folder.path('app.sqlite3'))).toBe(false)
    expect(existsSync(folder.path('before.txt'))).toBe(false)
  })

  it('runs the steps before, the migrations, the seeds and the steps after; again, it finds nothing to do', async () => {
    const first = await folder.run(['update', '--json'])
    expect([first.exitCode, first.stderr]).toEqual([0, expect.any(String)])
    const result = JSON.parse(first.stdout)
    expect(result.applied).toHaveLength(4)
    expect(result.seeded).toEqual(['01_inventory.ts'])
    expect(existsSync(folder.path('before.txt')) && existsSync(folder.path('after.txt'))).toBe(true)
    const second = JSON.parse((await folder.run(['update', '--json'])).stdout)
    expect([second.applied, second.seeded]).toEqual([[], []])
  })

  it('stops at a command that fails, with its exit code', async () => {
    const failing = config.replace('echo before > before.txt', 'echo no >&2; exit 7')
    const other = project({ 'tasks.config.mjs': failing })
    const ended = await other.run(['update'])
    expect(ended.exitCode).toBe(1)
    expect(ended.stderr).toMatch(/exit.* 7/)
    expect(existsSync(other.path('app.sqlite3'))).toBe(false)
    other.remove()
  })
})

describe('version', () => {
  it('shows each database with its schema, and why one does not answer', async () => {
    const folder = project({ 'tasks.config.mjs': config })
    await folder.run(['migrate', '--to', '20260101000000'])
    const { exitCode, stdout } = await folder.run(['version'])
    expect(exitCode).toBe(0)
    expect(stdout).toMatch(/^record-tasks \d+\.\d+\.\d+\nNode v/)
    expect(stdout).toContain('default: sqlite 3.')
    expect(stdout).toContain('knex: 1 migration, the last 20260101000000_companies_and_parts.ts')
    expect(stdout).toMatch(/broken: .*127\.0\.0\.1:1/)
    folder.remove()
  })
})
