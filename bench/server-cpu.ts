import { readdirSync, readFileSync } from 'node:fs'
import type { EngineName } from '../lib/dialects/dialect.ts'
import { runDirectory } from '../test/servers/ask-keeper.ts'

/** Ticks of the kernel's clock in a second, as Linux tells them to programs. */
const ticks = 100

/** User and system time that this run's server of an engine has used so far, in seconds; 0 for SQLite. */
export function serverCpu(engine: EngineName): number {
  const mark = `${runDirectory()}/${engine}-`
  const servers = readdirSync('/proc').filter((name) => /^\d+$/.test(name) && commandOf(name).includes(mark))
  return servers.map(withChildren).reduce((sum, each) => sum + each, 0)
}

/** A server's own time, that of the servants which have ended, and that of those which run. */
function withChildren(pid: string): number {
  const [own = 0, ended = 0] = timesOf(pid)
  const children = read(`/proc/${pid}/task/${pid}/children`).split(' ').filter(Boolean)
  return own + ended + children.map((child) => timesOf(child)[0] ?? 0).reduce((sum, each) => sum + each, 0)
}

function timesOf(pid: string): number[] {
  // The second field is the program's name, in brackets, with any characters.
  const fields = read(`/proc/${pid}/stat`)
    .replace(/^.*\) /s, '')
    .split(' ')
  const [user, system, endedUser, endedSystem] = fields.slice(11, 15).map(Number)
  if (endedSystem === undefined) return []
  return [(user! + system!) / ticks, (endedUser! + endedSystem) / ticks]
}

const commandOf = (pid: string): string => read(`/proc/${pid}/cmdline`)

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    // The process has ended.
    return ''
  }
}
