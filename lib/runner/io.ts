import type { Readable, Writable } from 'node:stream'

/** A stream of the process, or a test's. */
export type Output = Writable & { isTTY?: boolean; columns?: number; rows?: number }

/** The outside world, as the process has it or as a test gives it. */
export interface Io {
  cwd: string
  env: NodeJS.ProcessEnv
  stdin: Readable & { isTTY?: boolean }
  stdout: Output
  stderr: Output
  /** Calls back for each signal that asks to stop; gives the function that ends that. */
  onSignal(listener: (signal: NodeJS.Signals) => void): () => void
  /** Ends the process at once, by the signal itself and whatever runs: for whoever asks twice to stop. */
  kill(signal: NodeJS.Signals): void
}
