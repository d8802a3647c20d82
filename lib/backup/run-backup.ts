import type { KeepConfig } from '../../config/define-config.ts'
import type { Store, StoreLock } from '../store/store.ts'
import { copyBackup } from './copy-backup.ts'
import { type BackupOptions, makeLocked, refuseWhatCannotBe } from './make-backup.ts'
import type { Manifest } from './manifest.ts'
import { pruneLocked } from './prune-backups.ts'

export interface RunBackupOptions extends Omit<BackupOptions, 'store'> {
  /** At least one. */
  stores: readonly Store[]
  /** Retention, in each location that has the new backup. Left out: none. */
  keep?: KeepConfig | undefined
  timezone?: string | undefined
}

export interface RunBackupResult {
  manifest: Manifest
  /** In the order of the stores. */
  locations: LocationResult[]
  notes: string[]
}

export interface LocationResult {
  location: string
  /** Bytes stored; undefined where it failed. */
  size: number | undefined
  /** Ids that retention removed. */
  pruned: string[]
  error: unknown
}

/**
 * Makes one backup and puts it into every location. A location that fails does not keep it from the others, and sees no
 * retention. Rejects where no location has it, with the first one's error.
 */
export async function runBackup(options: RunBackupOptions): Promise<RunBackupResult> {
  const { stores, ...rest } = options
  for (const store of stores) refuseWhatCannotBe({ ...rest, store })
  const results: LocationResult[] = []
  let made: { manifest: Manifest; store: Store; notes: string[] } | undefined
  for (const store of stores) {
    const result: LocationResult = { location: store.display, size: undefined, pruned: [], error: undefined }
    results.push(result)
    try {
      await underLock(store, options.name, async () => {
        if (made) result.size = await copyBackup(made.manifest, made.store, store, options)
        else {
          const backup = await makeLocked({ ...rest, store })
          result.size = backup.size
          made = { manifest: backup.manifest, store, notes: backup.notes }
        }
        result.pruned = await retain(store, options, made.manifest.id)
      })
    } catch (error) {
      options.signal?.throwIfAborted()
      result.error = error
    }
  }
  if (!made) throw results[0]!.error
  return { manifest: made.manifest, locations: results, notes: made.notes }
}

async function underLock(store: Store, name: string, work: () => Promise<void>): Promise<void> {
  const lock: StoreLock = await store.lock(name)
  try {
    await work()
  } finally {
    await lock.release()
  }
}

async function retain(
  store: Store,
  { name, keep, timezone, signal }: RunBackupOptions,
  id: string,
): Promise<string[]> {
  if (keep === undefined || Object.keys(keep).length === 0) return []
  const { verdicts } = await pruneLocked({ store, name, keep, timezone, signal, whole: [id] })
  return verdicts.filter((verdict) => !verdict.keep).map(({ id }) => id)
}
