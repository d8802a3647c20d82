import { TaskError } from '../errors.ts'
import type { Store, StoreOptions } from '../store/store.ts'
import { partsOf } from './catalog.ts'
import { clearLeftovers, storeManifest } from './make-backup.ts'
import type { Manifest } from './manifest.ts'

/**
 * Brings a backup to a second location, byte for byte, under that one's lock, which the caller holds. What arrives is
 * compared with the manifest; the manifest comes last. Gives the bytes stored.
 */
export async function copyBackup(
  manifest: Manifest,
  from: Store,
  to: Store,
  options: StoreOptions = {},
): Promise<number> {
  await clearLeftovers(to, manifest.name)
  const written: string[] = []
  try {
    for (const part of partsOf(manifest)) {
      const stored = await to.write(part.file, await from.read(part.file, options), options)
      written.push(part.file)
      if (stored.sha256 !== part.sha256) throw changedOnTheWay(part.file, from, to)
    }
    options.signal?.throwIfAborted()
    return await storeManifest(to, manifest)
  } catch (error) {
    for (const file of written.reverse()) await to.remove(file).catch(() => {})
    throw error
  }
}

const changedOnTheWay = (file: string, from: Store, to: Store): TaskError =>
  new TaskError(`${file} came to ${to.display} otherwise than it is in ${from.display}`, {
    hint: 'Run it again; tasks verify-backups tells whether the first copy is whole.',
  })
