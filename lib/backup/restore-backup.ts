import { existsSync } from 'node:fs'
import type { Readable } from 'node:stream'
import type { ConnectionSettings, OrphanPolicy } from '../dialects/dialect.ts'
import { openDatabase } from '../dialects/open-database.ts'
import { exitCodes, TaskError } from '../errors.ts'
import { type ImportResult, importRecords } from '../records/import-records.ts'
import type { KnexMigrations } from '../records/load-records.ts'
import type { OnRecordProgress } from '../records/progress.ts'
import type { Store } from '../store/store.ts'
import { type BackupChoice, chooseBackup, partsOf, readCatalog } from './catalog.ts'
import type { Encryption, Keys } from './encryption.ts'
import { makeLocked, refuseEntangledMedia } from './make-backup.ts'
import type { Manifest } from './manifest.ts'
import type { MediaDirectory } from './media-directory.ts'
import { unreadableReason } from './pack-media.ts'
import { readPart, verifyPart } from './read-part.ts'
import { type StagedMedia, stageMedia } from './stage-media.ts'

export interface RestoreOptions {
  name: string
  store: Store
  choice: BackupChoice
  keys: Keys
  /** Left out: the records stay as they are. */
  database?: ConnectionSettings | undefined
  /** Empty: media stay as they are. */
  media: readonly MediaDirectory[]
  /** What becomes of records that refer to none; `fail` where it is left out. */
  onOrphan?: OrphanPolicy | undefined
  /** Let the shape of the tables alone decide, whatever migrations backup and database have been through. */
  ignoreVersion?: boolean | undefined
  /** The application's own: an empty database gets the schema of the backup's version from them. */
  migrations?: KnexMigrations | undefined
  /** Another way for the records than an import that replaces those of the backup's tables. */
  recordsWay?: RecordsWay | undefined
  /** Back up what is about to be replaced, encrypted like any other. */
  safety?: { encryption?: Encryption | undefined } | undefined
  signal?: AbortSignal | undefined
  onProgress?: OnRecordProgress | undefined
  onStatement?: ((sql: string) => void) | undefined
  /** What it is about to do. */
  onPhase?: ((phase: RestorePhase) => void) | undefined
}

/** `open` reads the dump from its beginning, each time that it is called. */
export interface RecordsWay {
  /** Everything that can be known before anything is touched. */
  check(open: () => Promise<Readable>): Promise<void>
  /** `safetyId` is of the backup of what it replaces, where one was made. */
  load(open: () => Promise<Readable>, safetyId: string | undefined): Promise<ImportResult>
}

export type RestorePhase = 'verify' | 'check' | 'unpack' | 'safety' | 'load' | 'swap'

export interface RestoreResult {
  manifest: Manifest
  /** The id of the backup of what was replaced; undefined where there was nothing, or none was asked for. */
  safetyId: string | undefined
  records: ImportResult | undefined
  media: { files: number; bytes: number } | undefined
  /** What the backup of what was replaced does not hold, and what could not be removed: a sentence each. */
  leftOut: string[]
  notes: string[]
}

/**
 * Brings a backup back. Everything in it is verified, its records are checked against the target and its media unpacked
 * beside their folders before anything is touched. Then the safety backup; the records in one transaction; the media
 * by rename. A run that dies leaves the database as it was or wholly restored, and another run completes it.
 */
export async function restoreBackup(options: RestoreOptions): Promise<RestoreResult> {
  if (!options.database && options.media.length === 0) throw nothingToRestore()
  refuseEntangledMedia(options)
  const lock = await options.store.lock(options.name)
  try {
    return await restoreLocked(options)
  } finally {
    await lock.release()
  }
}

const nothingToRestore = (): TaskError =>
  new TaskError('There is nothing to restore: neither records nor media', {
    hint: 'Leave out --skip-records, or name media folders in tasks.config.',
  })

async function restoreLocked(options: RestoreOptions): Promise<RestoreResult> {
  const { store, signal, onPhase } = options
  const catalog = await readCatalog(store, options.name)
  const { manifest } = chooseBackup(catalog, options.choice, store.display)
  requireParts(manifest, options)
  onPhase?.('verify')
  for (const part of partsOf(manifest)) await verifyPart(store, part, { signal })
  if (options.database) {
    onPhase?.('check')
    if (options.recordsWay) await options.recordsWay.check(opener(manifest, options))
    else await loadFrom(manifest, options, true)
  }
  const staged = await stage(manifest, options)
  try {
    const safety = await backUpTarget(manifest, options)
    const disturbed = safety?.media?.disturbed ?? []
    refuseUnreadable(disturbed)
    const records = await loadRecords(manifest, options, safety?.id)
    let left: string[] = []
    if (staged) {
      onPhase?.('swap')
      left = await staged.swap().catch((error) => Promise.reject(halfDone(error, manifest, options)))
    }
    return {
      manifest,
      safetyId: safety?.id,
      records,
      media: staged && { files: staged.files, bytes: staged.bytes },
      leftOut: [...disturbed.map(lost), ...left],
      notes: [...(staged?.notes ?? []), ...(records?.notes ?? [])],
    }
  } finally {
    await staged?.discard()
  }
}

/** A swap would remove the only copy. */
function refuseUnreadable(disturbed: readonly string[]): void {
  const file = disturbed.find((each) => each.endsWith(unreadableReason))
  if (file === undefined) return
  throw new TaskError(`The backup of what would be replaced is not whole: ${file}`, {
    hint: 'Let this user read it, move it away, or restore with --skip-safety-backup. Nothing was changed.',
  })
}

/** What a backup cannot hold, such as a link, is gone with what was replaced. */
const lost = (disturbed: string): string => `Not as it was in the backup of what was replaced: ${disturbed}`

async function loadRecords(
  manifest: Manifest,
  options: RestoreOptions,
  safetyId: string | undefined,
): Promise<ImportResult | undefined> {
  if (!options.database) return undefined
  options.onPhase?.('load')
  return options.recordsWay
    ? options.recordsWay.load(opener(manifest, options), safetyId)
    : loadFrom(manifest, options, false)
}

const opener =
  (manifest: Manifest, { store, keys, signal }: RestoreOptions) =>
  (): Promise<Readable> =>
    readPart(store, manifest, manifest.records!, keys, { signal })

function requireParts(manifest: Manifest, { database, media }: RestoreOptions): void {
  if (database && !manifest.records) throw lacks(manifest, 'records', '--skip-records')
  if (media.length > 0 && !manifest.media) throw lacks(manifest, 'media', '--skip-media')
  const known = new Set(media.map(({ name }) => name))
  const strange = media.length > 0 ? manifest.media?.directories.find((name) => !known.has(name)) : undefined
  if (strange !== undefined) {
    throw new TaskError(`${manifest.id} has the media folder ${strange}, which tasks.config does not name`, {
      exitCode: exitCodes.usage,
      hint: 'Name it under media, or restore the records alone with --skip-media. Nothing was changed.',
    })
  }
}

const lacks = ({ id }: Manifest, what: string, flag: string): TaskError =>
  new TaskError(`${id} has no ${what}`, {
    exitCode: exitCodes.usage,
    hint: `Take another backup, or restore the rest of it with ${flag}. Nothing was changed.`,
  })

async function loadFrom(manifest: Manifest, options: RestoreOptions, dry: boolean): Promise<ImportResult> {
  const { database, onOrphan, ignoreVersion, migrations, signal, onProgress, onStatement } = options
  return importRecords({
    from: await opener(manifest, options)(),
    name: manifest.records!.file,
    database: database!,
    clear: true,
    create: true,
    onOrphan,
    ignoreVersion,
    migrations,
    staysAtVersion: true,
    dry,
    signal,
    ...(dry ? {} : { onProgress, onStatement }),
  })
}

async function stage(
  manifest: Manifest,
  { store, keys, media, signal, onPhase }: RestoreOptions,
): Promise<StagedMedia | undefined> {
  if (media.length === 0 || !manifest.media) return undefined
  onPhase?.('unpack')
  const names = new Set(manifest.media.directories)
  const content = await readPart(store, manifest, manifest.media, keys, { signal })
  const staged = await stageMedia(
    content,
    media.filter(({ name }) => names.has(name)),
    { expected: manifest.media, signal },
  )
  if (staged.files === manifest.media.files && staged.bytes === manifest.media.bytes) return staged
  await staged.discard()
  throw new TaskError(
    `${manifest.media.file} holds ${staged.files} files of ${staged.bytes} bytes, not ${manifest.media.files} of ${manifest.media.bytes}`,
    { exitCode: exitCodes.damaged, hint: 'Take another backup. Nothing was changed.' },
  )
}

/** Undefined where there is nothing that could be lost. */
async function backUpTarget(manifest: Manifest, options: RestoreOptions): Promise<Manifest | undefined> {
  const { safety, name, store, database, media, signal } = options
  if (!safety) return undefined
  const hasRecords = database !== undefined && (await hasTables(database, signal))
  const folders = media.filter(({ path }) => existsSync(path))
  if (!hasRecords && folders.length === 0) return undefined
  options.onPhase?.('safety')
  const { manifest: made } = await makeLocked({
    name,
    store,
    database: hasRecords ? database : undefined,
    media: folders,
    encryption: safety.encryption,
    label: `before restoring ${manifest.id}`,
    safety: true,
    floor: 0,
    signal,
  })
  for (const part of partsOf(made)) await verifyPart(store, part, { signal })
  return made
}

async function hasTables(settings: ConnectionSettings, signal: AbortSignal | undefined): Promise<boolean> {
  const database = await openDatabase(settings, { createFile: true, signal })
  try {
    return (await database.tables()).length > 0
  } finally {
    await database.close()
  }
}

function halfDone(error: unknown, { id }: Manifest, { database }: RestoreOptions): unknown {
  if (!database) return error
  return new TaskError(`The records of ${id} are restored, its media are not: ${(error as Error).message}`, {
    hint: 'Make room or mend the permissions, and restore again with --skip-records.',
    cause: error,
  })
}
