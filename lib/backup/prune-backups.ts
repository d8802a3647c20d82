import type { KeepConfig } from '../../config/define-config.ts'
import type { Store } from '../store/store.ts'
import { manifestEnding } from './backup-name.ts'
import { type CataloguedBackup, isGood, readCatalog } from './catalog.ts'
import { heldBackups } from './held-backups.ts'
import { applyRetention, newestReason, type Verdict } from './retention.ts'
import { findFaults } from './verify-backups.ts'

export interface PruneOptions {
  store: Store
  name: string
  keep: KeepConfig
  timezone?: string | undefined
  /** Ids of backups that this run has just made and read back. */
  whole?: readonly string[]
  /** Only tell. */
  dry?: boolean
  now?: Date
  signal?: AbortSignal | undefined
}

export interface PruneResult {
  /** Newest first. */
  verdicts: { id: string; size: number; keep: boolean; reasons: string[] }[]
  /** Bytes of those that go. */
  freed: number
}

/** Removes the backups of a name that no rule keeps. TaskError 13 while another run is at work on them. */
export async function pruneBackups(options: PruneOptions): Promise<PruneResult> {
  if (options.dry) return prune(options)
  const lock = await options.store.lock(options.name)
  try {
    return await pruneLocked(options)
  } finally {
    await lock.release()
  }
}

/** For who holds the lock already. */
export const pruneLocked = (options: PruneOptions): Promise<PruneResult> => prune(options)

async function prune(options: PruneOptions): Promise<PruneResult> {
  const { store, name, keep, timezone, dry, now = new Date(), signal } = options
  const catalog = await readCatalog(store, name)
  const held = await heldBackups(store, name)
  const verdicts = await judge(options, (damaged) =>
    applyRetention(
      catalog.map((backup) => retained(backup, held, damaged)),
      keep,
      { now, timezone },
    ),
  )
  const going = verdicts.filter((verdict) => !verdict.keep)
  if (!dry) {
    for (const { backup } of going) {
      signal?.throwIfAborted()
      await removeBackup(store, backup.catalogued)
    }
  }
  return {
    verdicts: verdicts.map(({ backup, keep: stays, reasons }: Verdict<Retained>) => ({
      id: backup.id,
      size: backup.catalogued.size,
      keep: stays,
      reasons,
    })),
    freed: going.reduce((sum, { backup }) => sum + backup.catalogued.size, 0),
  }
}

/**
 * Others go because the newest good one stays. That one is read through first: sizes say that a backup is whole, not that its
 * bytes are what they were. A damaged one counts for nothing.
 */
async function judge(
  { store, whole, signal }: PruneOptions,
  apply: (damaged: ReadonlySet<string>) => Verdict<Retained>[],
): Promise<Verdict<Retained>[]> {
  const damaged = new Set<string>()
  const proven = new Set(whole)
  for (;;) {
    const verdicts = apply(damaged)
    const losing = new Set(verdicts.filter(({ keep }) => !keep).map(({ backup }) => backup.group))
    const unproven = verdicts.filter(
      ({ backup, reasons }) =>
        losing.has(backup.group) && reasons.includes(newestReason) && !proven.has(backup.id),
    )
    if (unproven.length === 0) return verdicts
    for (const { backup } of unproven) {
      const { id, catalogued } = backup
      const faults = await findFaults(catalogued, { store, signal })
      ;(faults.length === 0 ? proven : damaged).add(id)
    }
  }
}

type Retained = ReturnType<typeof retained>

function retained(backup: CataloguedBackup, held: ReadonlySet<string>, damaged: ReadonlySet<string>) {
  const { manifest } = backup
  return {
    id: backup.id,
    created: backup.created,
    attempt: backup.attempt,
    good: isGood(backup) && !damaged.has(backup.id),
    pinned: manifest?.pinned === true,
    held: held.has(backup.id),
    group: JSON.stringify([Boolean(manifest?.records), Boolean(manifest?.media), manifest?.safety === true]),
    catalogued: backup,
  }
}

/** The manifest first: what is left of a removal that was cut off is no backup, and goes with the next run. */
async function removeBackup(store: Store, { id, files }: CataloguedBackup): Promise<void> {
  await store.remove(`${id}${manifestEnding}`)
  for (const file of files) await store.remove(file)
}
