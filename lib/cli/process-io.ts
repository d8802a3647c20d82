import { writeSync } from 'node:fs'
import { Writable } from 'node:stream'
import type { Io, Output } from '../runner/io.ts'

const stopSignals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

const flushed = (stream: Output): Promise<void> =>
  new Promise((resolve) => {
    if (stream.destroyed || stream.writableEnded) resolve()
    else stream.write('', () => resolve())
  })

/**
 * stderr for last words: while a tree is drawn, listr2 holds back what is written to process.stderr, and it
 * has hidden the cursor.
 */
export const directStderr = (): Output => {
  const stream: Output = new Writable({
    write: (chunk, _encoding, done) => {
      writeSync(process.stderr.fd, chunk)
      done()
    },
  })
  stream.isTTY = process.stderr.isTTY
  // Its reader may be gone.
  return stream.on('error', () => {})
}

const showCursor = '\x1b[?25h'

export interface ProcessIo extends Io {
  exit(code: number): void
  /** Resolves when everything is written, with the error of a stdout that could not take it; a reader that went away is none. */
  flush(): Promise<Error | undefined>
}

/** The process itself as the outside world. */
export const processIo = (): ProcessIo => {
  let failure: Error | undefined
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') failure = error
  })
  // Nobody is left to tell.
  process.stderr.on('error', () => {})
  return {
    cwd: process.cwd(),
    env: process.env,
    stdin: process.stdin,
    stdout: process.stdout,
    stderr: process.stderr,
    onSignal: (listener) => {
      for (const signal of stopSignals) process.on(signal, listener)
      return () => {
        for (const signal of stopSignals) process.off(signal, listener)
      }
    },
    exit: (code) => {
      if (process.stderr.isTTY) directStderr().write(showCursor)
      process.exit(code)
    },
    kill: (signal) => {
      if (process.stderr.isTTY) directStderr().write(showCursor)
      // exit() waits for threads, and one may read from a pipe that gives nothing.
      process.removeAllListeners(signal)
      process.kill(process.pid, signal)
    },
    flush: async () => {
      await Promise.all([flushed(process.stdout), flushed(process.stderr)])
      return failure
    },
  }
}
