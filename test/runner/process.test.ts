import { execFileSync, spawn } from 'node:child_process'
import { closeSync, openSync, readFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { transformSync } from '@babel/core'
import { afterAll, describe, expect, it } from '@jest/globals'
import { emptyConfig, ended, project, said, taskFile } from './project.ts'

const place = project({
  'tasks.config.ts': emptyConfig,
  'tasks/careful.ts':
    taskFile(`summary: 'Undoes when stopped', steps: ({ signal, note }) => [{ title: 'Work', task: async () => {
      note('working')
      await new Promise((resolve) => { const timer = setInterval(() => {}, 1000); signal.addEventListener('abort', () => { clearInterval(timer); resolve(0) }) })
      await new Promise((resolve) => setTimeout(resolve, 50))
      note('undone')
      throw signal.reason
    } }, { title: 'Never', task: () => note('went on') }]`),
  'tasks/stubborn.ts': taskFile(
    "summary: 'x', steps: ({ note }) => [{ title: 'Work', task: async () => { note('working'); await new Promise((resolve) => setTimeout(resolve, 60000)) } }]",
  ),
  'tasks/parent.ts': taskFile(
    "summary: 'x', steps: ({ note }) => [{ title: 'Work', task: () => $`echo child $$; (sleep 61; echo x) & wait` }]",
  ),
  'tasks/late.ts': taskFile(
    "summary: 'x', steps: ({ signal, note }) => [{ title: 'Work', task: async () => { note('working'); await new Promise((resolve) => { const timer = setInterval(() => {}, 1000); signal.addEventListener('abort', () => { clearInterval(timer); resolve(0) }) }); note('committed') } }]",
  ),
  'tasks/bad-undo.ts': taskFile(
    "summary: 'x', steps: ({ signal, note }) => [{ title: 'Work', task: async () => { note('working'); await new Promise((resolve) => { const timer = setInterval(() => {}, 1000); signal.addEventListener('abort', () => { clearInterval(timer); resolve(0) }) }); throw new TaskError('the rollback failed') } }]",
  ),
  'tasks/flood.ts': taskFile(
    "summary: 'x', steps: ({ stdout, signal }) => [{ title: 'Flood', task: async () => { while (!signal.aborted) { stdout.write('x'.repeat(65536)); await new Promise((resolve) => setTimeout(resolve, 1)) } throw signal.reason } }]",
  ),
  'tasks/url.ts': taskFile(
    "summary: 'x', options: { to: { type: 'string', help: 'x' } }, steps: ({ note }) => [{ title: 'Work', task: async () => { note('working'); await new Promise((resolve) => setTimeout(resolve, 60000)) } }]",
  ),
  'tasks/table.ts': taskFile(
    "summary: 'x', steps: ({ stdout }) => [{ title: 'Export', task: (_, step) => { stdout.write('data\\n'); step.progress({ item: 'part', done: 10, finished: true }) } }]",
  ),
  'tasks/astray.ts': taskFile(
    "summary: 'x', steps: () => [{ title: 'Stray', task: () => { Promise.reject(new Error('gone astray')); return new Promise((resolve) => setTimeout(resolve, 60000)) } }]",
  ),
  'tasks/linger.ts': taskFile(
    "summary: 'x', steps: () => [{ title: 'Leave a timer', task: () => { setInterval(() => {}, 1000) } }]",
  ),
})

afterAll(() => place.remove())

/** Processes of a group that still run; those that only nobody has reaped are not. */
const running = (group: number): string[] =>
  execFileSync('ps', ['-A', '-o', 'pgid=,stat=,args='])
    .toString()
    .split('\n')
    .filter((line) => line.trim().startsWith(`${group} `) && !/^\s*\d+ Z/.test(line))

describe('a signal', () => {
  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('%s lets the task undo what it did, and ends with %d', async (signal, code) => {
    const child = place.spawn(['careful'])
    const end = ended(child)
    await said(child, 'working')
    child.kill(signal)
    const { exitCode, stderr } = await end
    expect(exitCode).toBe(code)
    expect(stderr).toContain('undone\n')
    expect(stderr).not.toContain('went on')
    expect(stderr).toContain(`error: stopped by ${signal}\n`)
  })

  it('that comes twice ends at once', async () => {
    const child = place.spawn(['stubborn'])
    const end = ended(child)
    await said(child, 'working')
    child.kill('SIGINT')
    await said(child, 'stopping')
    child.kill('SIGINT')
    expect((await end).exitCode).toBe(130)
  })

  it.each([
    ['bytes of a dump', '{"format":"record-dump","version":1,\n"created":"2026-11-20T03:00:00Z",\n'],
    ['nothing', ''],
  ])('ends an import that waits for a pipe with %s in it', async (_what, bytes) => {
    const pipe = place.path(`pipe-${bytes.length}`)
    execFileSync('mkfifo', [pipe])
    const child = place.spawn(['import-records', '--create', '-d', 'sqlite:piped.sqlite', '-f', pipe])
    const end = ended(child)
    // Nobody ends this one either.
    const writer = openSync(pipe, 'r+')
    writeSync(writer, bytes)
    await said(child, 'Import ')
    await setTimeout(500)
    child.kill('SIGTERM')
    expect((await end).exitCode).toBe(143)
    closeSync(writer)
  })

  it('that comes twice ends the process though a thread reads from a pipe, for which exit() would wait', async () => {
    const pipe = place.path('unread')
    execFileSync('mkfifo', [pipe])
    // As Node runs it: jiti, with which other processes here are started, has threads that change how a process exits.
    const source = readFileSync(join(import.meta.dirname, '../../lib/cli/process-io.ts'), 'utf8')
    const { code } = transformSync(source, {
      presets: ['@babel/preset-typescript'],
      filename: 'process-io.ts',
    })!
    const script = `${code}
import { openSync, read } from 'node:fs'
read(openSync(${JSON.stringify(pipe)}, 'r+'), Buffer.alloc(1), 0, 1, null, () => {})
setTimeout(() => processIo().kill('SIGTERM'), 200)`
    const child = spawn(process.execPath, ['--input-type=module', '-e', script])
    expect((await ended(child)).exitCode).toBe(143)
  })

  it('ends the commands of a task, with their children', async () => {
    const child = place.spawn(['parent'])
    const end = ended(child)
    let pid = 0
    child.stderr?.on('data', (data) => {
      pid ||= Number(/child (\d+)/.exec(String(data))?.[1] ?? 0)
    })
    await said(child, 'child ')
    expect(running(pid)).not.toEqual([])
    child.kill('SIGTERM')
    expect((await end).exitCode).toBe(143)
    expect(pid).toBeGreaterThan(0)
    expect(running(pid)).toEqual([])
  })

  it('that comes too late to undo anything is no failure, and lets no further task begin', async () => {
    const run = async (...argv: string[]) => {
      const child = place.spawn(argv)
      const end = ended(child)
      await said(child, 'working')
      child.kill('SIGINT')
      return end
    }
    expect((await run('late')).exitCode).toBe(0)
    const both = await run('late', 'careful')
    expect(both.exitCode).toBe(130)
    expect(both.stderr).toContain('committed')
    expect(both.stderr).not.toContain('undone')
  })

  it('does not hide what went wrong while undoing', async () => {
    const child = place.spawn(['bad-undo'])
    const end = ended(child)
    await said(child, 'working')
    child.kill('SIGINT')
    const { exitCode, stderr } = await end
    expect(exitCode).toBe(130)
    expect(stderr).toContain('error: stopped by SIGINT: the rollback failed\n')
  })
})

describe('on a terminal', () => {
  const onTerminal = (command: string) =>
    ended(spawn('script', ['-qec', command, '/dev/null'], { cwd: place.directory }))

  it('there is a tree on stderr beside data on stdout', async () => {
    const { stdout } = await onTerminal(`${place.command('table')} > data.txt`)
    expect(readFileSync(place.path('data.txt'), 'utf8')).toBe('data\n')
    expect(stdout).toContain('✔')
    expect(stdout).toContain('part: 10 rows')
    expect(stdout).toContain('\x1b[?25h')
  })

  it('an error that nobody waits for is shown, and the cursor too', async () => {
    const { stdout } = await onTerminal(place.command('astray'))
    expect(stdout).toContain('gone astray')
    expect(stdout.lastIndexOf('\x1b[?25h')).toBeGreaterThan(stdout.lastIndexOf('\x1b[?25l'))
  })

  it('there are no colours with --no-color or NO_COLOR', async () => {
    const coloured = /\x1b\[\d+m/
    expect((await onTerminal(place.command('table'))).stdout).toMatch(coloured)
    expect((await onTerminal(place.command('--no-color table'))).stdout).not.toMatch(coloured)
    expect((await onTerminal(`NO_COLOR=1 ${place.command('table')}`)).stdout).not.toMatch(coloured)
    expect((await onTerminal(place.command('--no-color nosuch'))).stdout).not.toMatch(coloured)
  })
})

describe('the process', () => {
  it('stops quietly when its reader goes away', async () => {
    const child = place.spawn(['flood'])
    const end = ended(child)
    child.stdout?.once('data', () => child.stdout?.destroy())
    const { exitCode, stderr } = await end
    expect(exitCode).toBe(1)
    expect(stderr).toContain('error: whoever read standard output has gone away\n')
    expect(stderr).not.toContain('    at ')
  })

  it('prints an error that nobody waits for like any other', async () => {
    const { exitCode, stderr } = await ended(place.spawn(['astray']))
    expect(exitCode).toBe(1)
    expect(stderr).toContain('error: gone astray\nhint: run it again with --debug')
    expect(stderr).not.toContain('    at ')
  })

  it('ends though a task leaves a timer behind', async () => {
    expect((await ended(place.spawn(['linger']))).exitCode).toBe(0)
  })

  it('does not show a password in the list of processes', async () => {
    const child = place.spawn(['url', '--to', 'postgres://app:s3cr3t-pw@host/db'])
    await said(child, 'working')
    const shown = readFileSync(`/proc/${child.pid}/cmdline`, 'utf8')
    child.kill('SIGKILL')
    expect(shown).toContain('postgres://app:***@host/db')
    expect(shown).not.toContain('s3cr3t-pw')
  })
})
