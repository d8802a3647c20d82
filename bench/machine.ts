import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { availableParallelism, cpus, totalmem, type } from 'node:os'
import path from 'node:path'

/** Processor, cores, memory, system. */
export function machine(): string {
  const model = cpus()[0]?.model.trim() ?? 'an unknown processor'
  const memory = Math.round(totalmem() / 2 ** 30)
  return `${model}, ${availableParallelism()} cores, ${memory} GB of memory, ${system()}`
}

function system(): string {
  try {
    return /^PRETTY_NAME="?(.*?)"?$/m.exec(readFileSync('/etc/os-release', 'utf8'))?.[1] ?? type()
  } catch {
    return type()
  }
}

/** This project as it is checked out. */
export function revision(): string {
  const git = (...args: string[]): string =>
    spawnSync('git', args, { cwd: path.join(import.meta.dirname, '..'), encoding: 'utf8' }).stdout.trim()
  const isChanged = git('status', '--porcelain', '--', 'lib', 'config', 'tasks') !== ''
  return `record-tasks at ${git('rev-parse', '--short', 'HEAD')}${isChanged ? ', with changes' : ''}`
}
