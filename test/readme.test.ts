import { readFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { recordsOf } from './records/moving.ts'
import { type Project, project } from './runner/project.ts'
import { createDatabase, type TestDatabase } from './servers/servers.ts'

const repository = path.join(import.meta.dirname, '..')
const readme = readFileSync(path.join(repository, 'README.md'), 'utf8')

/** The commands of the `sh` blocks under a heading. */
function commandsUnder(heading: string): string[] {
  const section = readme.split(/^#+ /m).find((text) => text.startsWith(`${heading}\n`)) ?? ''
  const blocks = [...section.matchAll(/```sh\n(.*?)```/gs)].map((match) => match[1]!)
  return blocks.flatMap((block) => block.trimEnd().split('\n'))
}

describe('the README', () => {
  let folder: Project
  beforeAll(() => {
    folder = project()
  })
  afterAll(() => folder.remove())

  /** Runs what follows `npx tasks` on this repository's sample, in a folder of its own. */
  async function run(command: string, databases: Record<string, TestDatabase> = {}): Promise<void> {
    const words = command.replace(/^(npm ci && )?npx tasks /, '').split(' ')
    const args = words.map((word) => databases[word]?.url ?? word)
    const env = { DATABASE_URL: `sqlite:${folder.path('data/inventory.sqlite3')}` }
    const result = await folder.run(['--search-root', repository, ...args], { env })
    expect([command, result.exitCode, result.stderr]).toEqual([command, 0, expect.any(String)])
  }

  it('begins with a command that makes the sample and writes its dump', async () => {
    folder.write({ 'data/.keep': '' })
    const [first] = commandsUnder('Try it')
    expect(first).toMatch(/^npm ci && npx tasks /)
    await run(first!)
    const dump = JSON.parse(readFileSync(folder.path('data.json'), 'utf8'))
    expect(dump.complete).toBe(true)
    expect(
      Object.values(dump.integrity as Record<string, { rows: number }>).reduce(
        (sum, { rows }) => sum + rows,
        0,
      ),
    ).toBeGreaterThan(1000)
  })

  it('has the test command second', () => {
    expect(commandsUnder('Try it')[1]).toBe('npm ci && npm test')
  })

  it.each([
    ['SQLite to PostgreSQL', 'postgres', 'postgres://app:secret@localhost/inventory'],
    ['SQLite to MySQL', 'mysql', 'mysql://app:secret@localhost/inventory'],
  ] as const)('moves the sample from %s in four lines', async (heading, engine, url) => {
    const target = await createDatabase(engine)
    const commands = commandsUnder(heading)
    expect(commands).toHaveLength(4)
    for (const command of commands) {
      // Both sections may be tried one after the other, in one folder.
      const again = /export-records/.test(command) && !/ -o\b/.test(command) ? `${command} -o` : command
      await run(again, { [url]: target, 'sqlite:data/inventory.sqlite3': fileDatabase() })
    }
    await run(`npx tasks export-records -d ${url} -f check.json -o`, { [url]: target })
    expect(recordsOf(folder.path('check.json'))).toBe(recordsOf(folder.path('data.json')))
  })

  const fileDatabase = () => ({ url: `sqlite:${folder.path('data/inventory.sqlite3')}` }) as TestDatabase
})
