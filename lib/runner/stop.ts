import { setMaxListeners } from 'node:events'
import { type ExitCode, exitCodes, TaskError } from '../errors.ts'
import type { Io } from './io.ts'

/** A run that can be asked to stop. */
export interface Stop {
  /** Its reason is a TaskError with the exit code of the signal. */
  readonly signal: AbortSignal
  end(): void
}

const codes: Partial<Record<NodeJS.Signals, ExitCode>> = { SIGINT: exitCodes.interrupted }

/**
 * The first signal aborts, and what runs rolls back and ends by itself; the second ends the process at once.
 * A reader of stdout that goes away stops the run too.
 */
export const watchSignals = (io: Io, onStop: (text: string) => void): Stop => {
  const controller = new AbortController()
  // Each connection listens, and --jobs asks for as many as it says.
  setMaxListeners(0, controller.signal)
  const forget = io.onSignal((name) => {
    const exitCode = codes[name] ?? exitCodes.terminated
    if (controller.signal.aborted) {
      io.kill(name)
      return
    }
    onStop(`${name}: stopping, and undoing what is half done; a second one stops at once`)
    controller.abort(new TaskError(`stopped by ${name}`, { exitCode }))
  })
  const onError = (error: NodeJS.ErrnoException): void => {
    const reason =
      error.code === 'EPIPE'
        ? 'whoever read standard output has gone away'
        : `standard output: ${error.message}`
    controller.abort(new TaskError(reason, { cause: error }))
  }
  io.stdout.on('error', onError)
  return {
    signal: controller.signal,
    end: () => {
      forget()
      io.stdout.off('error', onError)
    },
  }
}
