import type { Io, Output } from '../runner/io.ts'

const stopSignals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

const flushed = (stream: Output): Promise<void> =>
  new Promise((resolve) => {
    if (stream.destroyed || stream.writableEnded) resolve()
    else stream.write('', () => resolve())
  })

export interface ProcessIo extends Io {
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
    exit: (code) => process.exit(code),
    flush: async () => {
      await Promise.all([flushed(process.stdout), flushed(process.stderr)])
      return failure
    },
  }
}
