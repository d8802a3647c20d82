import { exitCodes, TaskError } from '../errors.ts'
import type { Store } from '../store/store.ts'
import { type CataloguedBackup, isGood, partsOf, readCatalog } from './catalog.ts'
import { drillBackup } from './drill-backup.ts'
import type { Keys } from './encryption.ts'
import type { Manifest } from './manifest.ts'
import { verifyPart } from './read-part.ts'

export interface VerifyOptions {
  store: Store
  name?: string | undefined
  /** Restore the records into a scratch database, too, and compare. */
  drill?: boolean
  /** For a drill of encrypted ones. */
  keys: Keys
  signal?: AbortSignal | undefined
  /** Called when one has been verified. */
  onVerified?: ((backup: VerifiedBackup) => void) | undefined
}

export interface VerifiedBackup {
  id: string
  /** Of its files. */
  size: number
  manifest: Manifest | undefined
  /** Why it is no good, a sentence each; empty where it is whole. */
  faults: string[]
  /** Of a drill, though it is whole: no key fits, SQLite cannot hold its records, a restore will ask about orphans. */
  notes: string[]
}

/** Reads every backup of the location through, newest first, against the digests of its manifest. */
export async function verifyBackups(options: VerifyOptions): Promise<VerifiedBackup[]> {
  const verified: VerifiedBackup[] = []
  for (const backup of await readCatalog(options.store, options.name)) {
    options.signal?.throwIfAborted()
    const result = await verify(backup, options)
    verified.push(result)
    options.onVerified?.(result)
  }
  return verified
}

async function verify(backup: CataloguedBackup, options: VerifyOptions): Promise<VerifiedBackup> {
  const { id, size, manifest } = backup
  const faults = await findFaults(backup, options)
  const notes: string[] = []
  if (isGood(backup) && faults.length === 0 && options.drill)
    await drill(backup.manifest, options, faults, notes)
  return { id, size, manifest, faults, notes }
}

/** Reads all of a backup; gives why it is no good, a sentence each. */
export async function findFaults(
  backup: CataloguedBackup,
  options: Pick<VerifyOptions, 'store' | 'signal'>,
): Promise<string[]> {
  const faults = [...backup.faults]
  if (!isGood(backup)) return faults
  for (const part of partsOf(backup.manifest))
    await verifyPart(options.store, part, options).catch((error) => faults.push(faultOf(error, options)))
  return faults
}

async function drill(
  manifest: Manifest,
  options: VerifyOptions,
  faults: string[],
  notes: string[],
): Promise<void> {
  try {
    notes.push(...(await drillBackup(options.store, manifest, options)))
  } catch (error) {
    const isDamage = error instanceof TaskError && error.exitCode === exitCodes.damaged
    const fault = faultOf(error, options)
    if (isDamage) faults.push(fault)
    else notes.push(`It was not drilled: ${fault}`)
  }
}

/** A file that cannot be read is a fault of that backup, and no reason not to look at the others. */
function faultOf(error: unknown, { signal }: Pick<VerifyOptions, 'signal'>): string {
  signal?.throwIfAborted()
  if (error instanceof TaskError || (error as NodeJS.ErrnoException).code) return (error as Error).message
  throw error
}
