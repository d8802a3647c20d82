import type { EngineName } from '../../lib/dialects/dialect.ts'
import type { TestDatabase } from '../../test/servers/database.ts'

export interface Command {
  program: string
  args: readonly string[]
  env?: NodeJS.ProcessEnv
}

/** Another tool that does a part of what we do. */
export interface Peer {
  name: string
  /** What the results call its two halves. */
  exportName?: string
  importName?: string
  engines: readonly EngineName[]
  /** Knows no other table than the mixed one. */
  onlyMixed?: boolean
  /** Loads into tables that are there. */
  needsTables?: boolean
  /** Of Debian; empty where it comes with this project. */
  packages: readonly string[]
  /** Prints its version, and fails where it is not installed. */
  version: Command
  /** Makes columns of a table what the peer would have made them, where it cannot read ours. */
  prepare?(database: TestDatabase): Promise<void>
  /** To a file that is flushed to disk. */
  export?(from: TestDatabase, file: string): Command
  import?(to: TestDatabase, file: string): Command
  copy?(from: TestDatabase, to: TestDatabase): Command
}

export const shell = (script: string, env: NodeJS.ProcessEnv = {}): Command => ({
  program: 'bash',
  args: ['-c', `set -euo pipefail; ${script}`],
  env,
})

export const quote = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`

/** `sync FILE` is an fsync. */
export const flushed = (script: string, file: string, env: NodeJS.ProcessEnv = {}): Command =>
  shell(`${script} > ${quote(file)}; sync ${quote(file)}`, env)
