import type { Io, Output } from '../runner/io.ts'

const stopSignals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

const flushed = (stream: Output): Promise<void> =>
  new Promise((resolve) => {
    if (stream.destroyed || stream.writableEnded) resolve()
    else stream.write('', () => resolve())
  })

/** The process itself as the outside world. */
export const processIo = (): Io & { flush(): Promise<void> } => ({
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
  },
})
