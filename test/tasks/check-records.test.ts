import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { type Project, project } from '../runner/project.ts'
import { createDatabase, sql, type TestDatabase } from '../servers/servers.ts'

describe('The check of records', () => {
  let folder: Project
  let source: TestDatabase
  let target: TestDatabase
  beforeAll(async () => {
    folder = project()
    source = await createDatabase({ engine: 'sqlite' })
    target = await createDatabase({ engine: 'sqlite' })
    await sql(source, 'create table part (id integer primary key, code text)')
    await sql(source, "insert into part values (1, 'long')")
  })
  afterAll(async () => {
    folder.remove()
    await source.drop()
    await target.drop()
  })

  const check = () => folder.run(['check-records', '--from', source.url, '-d', target.url])

  it('hints at --create where a table is missing, and not at policies for values', async () => {
    const { exitCode, stderr } = await check()
    expect(stderr).toMatch(/^hint: Nothing was changed\. Make what is missing .* --create\.$/m)
    expect(exitCode).toBe(12)
  })

  it('hints at policies where values are refused, and not at the schema', async () => {
    await sql(target, 'create table part (id integer primary key, code text check (length(code) < 3))')
    const { exitCode, stderr } = await check()
    expect(stderr).toMatch(/^hint: Nothing was changed\. Correct the values .* --on-orphan or casts\.$/m)
    expect(exitCode).toBe(1)
  })
})
