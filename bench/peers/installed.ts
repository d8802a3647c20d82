import { spawnSync } from 'node:child_process'
import { installPackages, isDebian } from '../../test/servers/debian.ts'
import { django } from './django.ts'
import { knexPeer } from './knex.ts'
import { nativePeers } from './native.ts'
import type { Peer } from './peer.ts'
import { pgloader } from './pgloader.ts'

export const allPeers: readonly Peer[] = [...nativePeers, pgloader, django, knexPeer]

export type Presence = { version: string } | { missing: string }

/** Whether a peer can be run here, and in which version; else how to get it. */
export function presenceOf({ version: { program, args }, packages }: Peer): Presence {
  const { status, stdout } = spawnSync(program, args, { encoding: 'utf8' })
  if (status === 0) return { version: stdout.trim().split('\n')[0]! }
  return { missing: `not installed: apt-get install ${packages.join(' ')}, or bench --install` }
}

/** Those that are missing, by apt. */
export async function installMissing(say: (line: string) => void): Promise<void> {
  const packages = allPeers.filter((peer) => 'missing' in presenceOf(peer)).flatMap((peer) => peer.packages)
  if (packages.length === 0) return
  if (!isDebian()) throw new Error('--install works on Debian alone; install the peers by hand')
  if (process.getuid?.() !== 0) throw new Error('--install is for root')
  say(`Installing ${packages.join(' ')}`)
  await installPackages(packages)
}
