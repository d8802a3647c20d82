import { createHash } from 'node:crypto'
import { lstatSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

export interface TreeEntry {
  /** Name, kind, mode, owner, size and digest. */
  what: string
  /** Nanoseconds. */
  time: bigint
}

/** What is in a folder, it included. */
export function treeOf(folder: string, name = '.'): TreeEntry[] {
  const stats = lstatSync(folder, { bigint: true })
  const what = `${JSON.stringify(name)} ${stats.mode.toString(8)} ${stats.uid}:${stats.gid}`
  const time = stats.mtimeNs
  if (stats.isDirectory()) {
    const entries = readdirSync(folder).sort()
    return [
      { what, time },
      ...entries.flatMap((entry) => treeOf(path.join(folder, entry), `${name}/${entry}`)),
    ]
  }
  const content = stats.isFile() ? createHash('sha256').update(readFileSync(folder)).digest('hex') : ''
  return [{ what: `${what} ${stats.size} ${content}`, time }]
}

/** The tree, with times that are within a microsecond of the expected ones as those: so near a restore promises to come. */
export function nearTo(expected: readonly TreeEntry[], tree: readonly TreeEntry[]): TreeEntry[] {
  return tree.map((entry, index) => {
    const time = expected[index]?.time ?? 0n
    const away = entry.time - time
    return away > -1000n && away < 1000n ? { ...entry, time } : entry
  })
}
