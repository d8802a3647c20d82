import { type ChildProcess, spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { constants, tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { PassThrough, Writable } from 'node:stream'
import type { Io, Output } from '../../lib/runner/io.ts'
import { runCli } from '../../lib/runner/run-cli.ts'

export interface Ended {
  /** As a shell tells it: 128 and its number for a signal. */
  exitCode: number | null
  stdout: string
  stderr: string
}

export interface RunOptions {
  /** Folder in the project where the command is given. */
  in?: string
  env?: Record<string, string>
  /** stderr and stdin are a terminal. */
  terminal?: boolean
  /** What is typed there. */
  input?: string
}

/** A user's folder on disk, and the ways to run `tasks` in it. */
export interface Project {
  readonly directory: string
  path(name: string): string
  write(files: Record<string, string>): void
  /** In this process, with the outside world injected. */
  run(argv: string[], options?: RunOptions): Promise<Ended>
  /** As a process of its own, from the sources. */
  spawn(argv: string[], options?: RunOptions): ChildProcess
  /** The same as a shell writes it. */
  command(words: string): string
  remove(): void
}

const memory = (): { stream: Output; text(): string } => {
  const chunks: Buffer[] = []
  const stream = new Writable({
    write: (chunk, _encoding, done) => {
      chunks.push(Buffer.from(chunk))
      done()
    },
  })
  return { stream, text: () => Buffer.concat(chunks).toString() }
}

/** The variables of the developer's own shell must not decide what a test sees. */
const cleanEnv = (more: Record<string, string> = {}): NodeJS.ProcessEnv => {
  const { PATH, HOME } = process.env
  return { PATH, HOME, ...more }
}

const repository = join(import.meta.dirname, '../..')
export const launcher = [
  '--import',
  join(repository, 'node_modules/jiti/lib/jiti-register.mjs'),
  join(repository, 'lib/cli/main.ts'),
]

export const project = (files: Record<string, string> = {}): Project => {
  const directory = realpathSync(mkdtempSync(join(tmpdir(), 'record-tasks-')))
  const path = (name: string): string => join(directory, name)
  const write = (given: Record<string, string>): void => {
    for (const [name, text] of Object.entries(given)) {
      mkdirSync(dirname(path(name)), { recursive: true })
      writeFileSync(path(name), text)
    }
  }
  write(files)
  return {
    directory,
    path,
    write,
    run: async (argv, options = {}) => {
      const stdout = memory()
      const stderr = memory()
      const stdin = new PassThrough() as Io['stdin']
      if (options.terminal) {
        stdin.isTTY = true
        Object.assign(stderr.stream, { isTTY: true, columns: 80, rows: 24 })
      }
      if (options.input !== undefined) (stdin as PassThrough).write(options.input)
      const exitCode = await runCli(argv, {
        cwd: path(options.in ?? '.'),
        // CI: lines even where stderr is a terminal, for the tree is looked at elsewhere.
        env: cleanEnv({ CI: '1', ...options.env }),
        stdin,
        stdout: stdout.stream,
        stderr: stderr.stream,
        onSignal: () => () => {},
        kill: () => {},
      })
      return { exitCode, stdout: stdout.text(), stderr: stderr.text() }
    },
    spawn: (argv, options = {}) =>
      spawn(process.execPath, [...launcher, ...argv], {
        cwd: path(options.in ?? '.'),
        env: cleanEnv(options.env),
      }),
    command: (words) => `env -u CI ${[process.execPath, ...launcher].join(' ')} ${words}`,
    remove: () => rmSync(directory, { recursive: true, force: true }),
  }
}

/** Resolves when a process has ended. */
export const ended = (child: ChildProcess): Promise<Ended> => {
  let stdout = ''
  let stderr = ''
  child.stdout?.on('data', (data) => {
    stdout += data
  })
  child.stderr?.on('data', (data) => {
    stderr += data
  })
  return new Promise((resolve) =>
    child.on('close', (code, signal) => {
      resolve({ exitCode: signal ? 128 + constants.signals[signal] : code, stdout, stderr })
    }),
  )
}

/** Resolves when a process has written this to stderr. */
export const said = (child: ChildProcess, text: string): Promise<void> =>
  new Promise((resolve, reject) => {
    let all = ''
    child.stderr?.on('data', (data) => {
      all += data
      if (all.includes(text)) resolve()
    })
    child.on('close', () => reject(new Error(`ended without saying ${text}: ${all}`)))
  })

/** A user's task file, with `body` for what stands between the braces of defineTask. */
export const taskFile = (body: string, before = ''): string =>
  `import { defineTask, TaskError, $ } from 'record-tasks'\n${before}\nexport default defineTask({ ${body} })\n`

/** A task that tells, as its result, what it got. */
export const tellingTask = (more = ''): string =>
  taskFile(`
    summary: 'Tells what it got',
    options: {
      filename: { type: 'string', short: 'f', default: 'data.json', help: 'the file', complete: 'file' },
      clear: { type: 'boolean', short: 'c', help: 'clear first' },
      include: { type: 'string', short: 'i', multiple: true, help: 'tables' },
      timeout: { type: 'number', short: 't', help: 'seconds' },
      skipBackup: { type: 'boolean', help: 'no backup' },
      level: { type: 'string', choices: ['low', 'high'], help: 'how much' },
    },
    ${more}
    steps: ({ options, positionals, result, flags }) => [
      { title: 'Tell', task: () => result({ got: options, positionals, flags }) },
    ],
  `)

export const emptyConfig = 'export default {}\n'
