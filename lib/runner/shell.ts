import { createRequire } from 'node:module'
import type { LogEntry, Options, Shell } from 'zx/core'

type Zx = typeof import('zx/core')

/** zx takes a while to load, and most of that is not its core, so this is loaded when the first command runs. */
export const loadZx = (): Zx => createRequire(import.meta.url)('zx/core')

export interface ShellSettings {
  cwd: string
  signal: AbortSignal
  onCommand(command: string): void
  /** A piece of what a command writes to stdout or stderr. */
  onOutput(text: string): void
}

const log = (settings: ShellSettings) => {
  const entry = (entry: LogEntry): void => {
    if (entry.kind === 'cmd') settings.onCommand(entry.cmd)
    else if ((entry.kind === 'stdout' || entry.kind === 'stderr') && entry.verbose)
      settings.onOutput(String(entry.data))
  }
  return entry as Options['log']
}

const shellOptions = (settings: ShellSettings): Partial<Options> => ({
  cwd: settings.cwd,
  signal: settings.signal,
  verbose: true,
  // A process group of its own, so that the signal ends a command's children with it.
  detached: process.platform !== 'win32',
  log: log(settings),
})

/** zx's `$` whose commands run in `cwd`, are ended by `signal`, and tell of themselves. */
export const boundShell = (settings: ShellSettings): Shell => loadZx().$(shellOptions(settings)) as Shell

/** Runs `work` so that the `$` of zx itself, imported by a user's task, is bound in the same way. */
export const withinShell = <T>(settings: ShellSettings, work: () => T): T => {
  const { $, within } = loadZx()
  return within(() => {
    Object.assign($, shellOptions(settings))
    return work()
  })
}
