import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'

/** Stands in for main.ts: says how many threads the process has, and what a program that it starts would see. */
const main = `import { readdirSync } from 'node:fs'
import { access } from 'node:fs/promises'
await access('/')
console.log(JSON.stringify({ threads: readdirSync('/proc/self/task').length, variable: process.env.UV_THREADPOOL_SIZE }))
`

interface Said {
  threads: number
  variable?: string
}

const linux = process.platform === 'linux' ? describe : describe.skip

linux('the program', () => {
  let folder: string
  const run = (words: string[], env: NodeJS.ProcessEnv = {}): Said => {
    const { PATH } = process.env
    const program = [join(folder, 'tasks.cjs'), ...words]
    return JSON.parse(execFileSync(process.execPath, program, { env: { PATH, ...env }, encoding: 'utf8' }))
  }

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'record-tasks-'))
    const source = readFileSync(join(import.meta.dirname, '../../lib/cli/tasks.cts'), 'utf8')
    // Its source is JavaScript, but for the name of what it imports.
    writeFileSync(join(folder, 'tasks.cjs'), source.replace('./main.ts', './main.js'))
    writeFileSync(join(folder, 'main.js'), main)
    writeFileSync(join(folder, 'package.json'), '{"type":"module"}')
  })
  afterAll(() => rmSync(folder, { recursive: true }))

  it.each(['export-records', 'import-records', 'copy_records', 'check-records', 'compare-records'])(
    'runs %s with one thread of libuv’s instead of four, and tells no other program to',
    (task) => {
      const usual = run(['--list'])
      expect(run(['--quiet', task, '-f', 'a.json'])).toEqual({ threads: usual.threads - 3 })
      expect(usual.variable).toBeUndefined()
    },
  )

  it('runs backups, several jobs, compressed dumps and a project’s own tasks with as many as ever', () => {
    const usual = run(['--list'])
    for (const words of [
      ['backup'],
      ['restore'],
      ['export-records-of-shop'],
      ['export-records', '--jobs=2'],
      ['import-records', '-f', 'a.json.gz'],
    ])
      expect(run(words)).toEqual(usual)
  })

  it('leaves a number that was asked for as it is', () => {
    const two = run(['--list'], { UV_THREADPOOL_SIZE: '2' })
    expect(run(['export-records'], { UV_THREADPOOL_SIZE: '2' })).toEqual(two)
    expect(two.variable).toBe('2')
  })
})
