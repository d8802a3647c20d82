import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { type Project, project } from '../runner/project.ts'
import { createDatabase, sql, type TestDatabase } from '../servers/servers.ts'

/** Control characters that a terminal obeys: all but the ends of lines, and what turns the direction of text. */
const obeyed = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/

const table = '"or\u001b[31mder\nx"'
const column = '"\u001b[2J\u202eq"'

describe('Names and values with control characters', () => {
  let folder: Project
  let source: TestDatabase
  let target: TestDatabase
  beforeAll(async () => {
    folder = project()
    source = await createDatabase({ engine: 'sqlite' })
    target = await createDatabase({ engine: 'sqlite' })
    await sql(source, `create table ${table} (id integer primary key, ${column} text)`)
    await sql(source, `insert into ${table} values (1, '\u001b]0;title\u0007'), (2, '\u009b31m')`)
    await sql(
      target,
      `create table ${table} (id integer primary key, ${column} text check (${column} < 'a'))`,
    )
    const exported = await folder.run(['export-records', '-f', 'd.json', '-d', source.url])
    expect([exported.exitCode, exported.stderr]).toEqual([0, expect.not.stringMatching(obeyed)])
  })
  afterAll(async () => {
    folder.remove()
    await source.drop()
    await target.drop()
  })

  it.each([
    ['a check that refuses them', ['check-records'], 1],
    ['an import that refuses them', ['import-records', '--max-errors', '9'], 1],
    ['a comparison that finds them missing', ['compare-records'], 1],
    ['a selection that names no table', ['check-records', '-i', 'none'], 2],
  ])('do not reach the terminal from %s', async (_, args, exitCode) => {
    const ended = await folder.run([...args, '-f', 'd.json', '-d', target.url])
    expect(ended.stdout + ended.stderr).not.toMatch(obeyed)
    expect(ended.stdout + ended.stderr).toContain('or\\u001b[31mder')
    expect(ended.exitCode).toBe(exitCode)
  })

  it('stand in one line, and in --json as they are', async () => {
    const args = ['check-records', '-f', 'd.json', '-d', target.url]
    const { stdout } = await folder.run(args)
    expect(stdout.trimEnd().split('\n')).toEqual([
      expect.stringMatching(/^d\.json, line 11: or\\u001b\[31mder\\u000ax \(id=2\)/),
    ])
    const { faults } = JSON.parse((await folder.run([...args, '--json'])).stdout)
    expect(faults[0].table).toBe('or\u001b[31mder\nx')
  })
})
