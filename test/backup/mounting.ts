import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

/** Mounts a file system in memory at a folder, and gives the way to end that; undefined where this user may not. */
export function mountMemory(folder: string, size: string): (() => void) | undefined {
  mkdirSync(folder, { recursive: true })
  return mount(['-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', folder], folder)
}

/** Shows a folder at another place, too. */
export function mountBind(source: string, folder: string): (() => void) | undefined {
  mkdirSync(folder, { recursive: true })
  return mount(['--bind', source, folder], folder)
}

function mount(words: string[], folder: string): (() => void) | undefined {
  try {
    execFileSync('mount', words, { stdio: 'ignore' })
  } catch {
    return undefined
  }
  return () => execFileSync('umount', [folder], { stdio: 'ignore' })
}

/** Whether this user may mount at all: tests that need it say in their names that they were not run. */
export const mayMount = ((): boolean => {
  const folder = mkdtempSync(path.join(tmpdir(), 'rt-mount-'))
  const unmount = mountMemory(folder, '64k')
  unmount?.()
  rmSync(folder, { recursive: true, force: true })
  return unmount !== undefined
})()
