import { realpathSync } from 'node:fs'
import path from 'node:path'
import { PassThrough, pipeline, Readable, type Transform } from 'node:stream'
import type { ConnectionSettings } from '../dialects/dialect.ts'
import { bestCompression, compressor, endingOf } from '../dump/compression.ts'
import type { Integrity } from '../dump/format.ts'
import { TaskError } from '../errors.ts'
import { exportRecords } from '../records/export-records.ts'
import type { OnRecordProgress } from '../records/progress.ts'
import type { Store } from '../store/store.ts'
import { toolName } from '../version.ts'
import { backupOfFile, manifestEnding, nextBackupId } from './backup-name.ts'
import { type CataloguedBackup, isGood, partsOf, readCatalog } from './catalog.ts'
import { type Encryption, encrypt, encryptionKind } from './encryption.ts'
import {
  type Manifest,
  type MediaPart,
  manifestFormat,
  manifestVersion,
  renderManifest,
  type StoredPart,
} from './manifest.ts'
import type { MediaDirectory } from './media-directory.ts'
import { packMedia } from './pack-media.ts'
import { recoverMedia } from './stage-media.ts'

export interface BackupOptions {
  /** Of the backup: what its files' names begin with. */
  name: string
  store: Store
  /** Left out: no records. */
  database?: ConnectionSettings | undefined
  /** Globs of tables whose records stay at home. */
  leaveOut?: readonly string[] | undefined
  /** Empty: no media. */
  media: readonly MediaDirectory[]
  encryption?: Encryption | undefined
  label?: string | undefined
  pinned?: boolean
  /** Of what is about to be replaced. */
  safety?: boolean
  /** The least part of the last backup's rows that this one must have; 0 takes anything. Default 0.1. */
  floor?: number | undefined
  signal?: AbortSignal | undefined
  onProgress?: OnRecordProgress | undefined
  onStatement?: ((sql: string) => void) | undefined
}

export interface BackupResult {
  manifest: Manifest
  /** Bytes stored, the manifest included. */
  size: number
  notes: string[]
}

/**
 * Stores the records of one snapshot, the media files, and last the manifest that makes a backup of them. Whatever
 * goes wrong, and however the process ends, there is either a whole backup more or none, and the earlier ones are
 * as they were. TaskError 13 while another run is at work on backups of this name here.
 */
export async function makeBackup(options: BackupOptions): Promise<BackupResult> {
  const { store, name } = options
  refuseWhatCannotBe(options)
  const lock = await store.lock(name)
  try {
    return await makeLocked(options)
  } finally {
    await lock.release()
  }
}

/** For who holds the lock already. */
export async function makeLocked(options: BackupOptions): Promise<BackupResult> {
  const { store, name, signal } = options
  await clearLeftovers(store, name)
  const catalog = await readCatalog(store, name)
  await requireRoom(store, catalog, options)
  const created = new Date()
  const id = nextBackupId(name, created, catalog)
  const notes = await recoverMedia(options.media)
  const written: string[] = []
  try {
    const parts = await storeParts(id, options, notes, written)
    if (parts.records) requireRows(parts.records.rows, catalog, options)
    const manifest = manifestOf(id, created, parts, options)
    signal?.throwIfAborted()
    const size = await storeManifest(store, manifest)
    return { manifest, size, notes }
  } catch (error) {
    for (const file of written.reverse()) await store.remove(file).catch(() => {})
    throw error
  }
}

/** What is wrong before anything is begun. */
export function refuseWhatCannotBe(options: BackupOptions): void {
  refuseNothing(options)
  refuseEntangledMedia(options)
}

function refuseNothing({ database, media }: BackupOptions): void {
  if (database !== undefined || media.length > 0) return
  throw new TaskError('There is nothing to back up: no records and no media', {
    hint: 'Leave out --skip-records, or name media folders in tasks.config.',
  })
}

/**
 * What lies within a media folder goes into every backup with it, and is replaced with it by every restore: that must be
 * neither the backups, nor the database, nor another media folder.
 */
export function refuseEntangledMedia({
  store,
  database,
  media,
}: Pick<BackupOptions, 'store' | 'database' | 'media'>): void {
  const folderAround = (place: string) => media.find(({ path: folder }) => isWithin(place, folder))
  const around = path.isAbsolute(store.display) ? folderAround(store.display) : undefined
  if (around) {
    throw new TaskError(`The backup location ${store.display} is within the media folder ${around.name}`, {
      hint: 'Each backup would hold all earlier ones: name another location (-p, or backup.location).',
    })
  }
  const file = database?.filename
  const holder = file === undefined ? undefined : folderAround(file)
  if (holder) {
    throw new TaskError(`The database ${file} is within the media folder ${holder.name}`, {
      hint: 'A restore of the media would put a copy of the file over it, made while it was in use: keep them apart.',
    })
  }
  for (const { name, path: folder } of media) {
    const other = media.find((each) => each.path !== folder && isWithin(folder, each.path))
    if (!other) continue
    throw new TaskError(`The media folder ${name} is within the media folder ${other.name}`, {
      hint: 'It would be stored twice: name the outer one alone under media in tasks.config.',
    })
  }
  const twice = media.find(({ name }, index) => media.findIndex((each) => each.name === name) !== index)
  if (twice) {
    throw new TaskError(`Two media folders go by the name ${twice.name}`, {
      hint: 'Folders outside that of tasks.config go by their last part: rename one of them.',
    })
  }
}

/** Whether it is that folder or something in it, links followed. */
function isWithin(place: string, folder: string): boolean {
  const way = path.relative(behindLinks(folder), behindLinks(place))
  return way.split(path.sep)[0] !== '..' && !path.isAbsolute(way)
}

/** As far as it exists. */
function behindLinks(place: string): string {
  try {
    return realpathSync(place)
  } catch {
    const parent = path.dirname(place)
    return parent === place ? place : path.join(behindLinks(parent), path.basename(place))
  }
}

/** Under the lock, whatever of this name has no manifest is of a run that died. */
export async function clearLeftovers(store: Store, name: string): Promise<void> {
  await store.sweep((file) => backupOfFile(file)?.name === name)
  const files = (await store.list(`${name}-`)).flatMap(({ name: file }) => {
    const backup = backupOfFile(file)
    return backup?.name === name ? [{ file, id: backup.id }] : []
  })
  const whole = new Set(files.filter(({ file }) => file.endsWith(manifestEnding)).map(({ id }) => id))
  for (const { file, id } of files) if (!whole.has(id)) await store.remove(file)
}

/** Before anything is written: as much room as the last backup took, and a tenth. */
async function requireRoom(
  store: Store,
  catalog: readonly CataloguedBackup[],
  { media, database }: BackupOptions,
): Promise<void> {
  const last = catalog.find(
    ({ manifest }) => (!database || manifest?.records) && (media.length === 0 || manifest?.media),
  )
  const free = await store.free()
  if (last === undefined || free === undefined || free >= last.size * 1.1) return
  throw new TaskError(
    `There is no room for a backup in ${store.display}: ${free} bytes are free, and the last one took ${last.size}`,
    { hint: 'Make room, prune (tasks prune-backups), or name another location with -p.' },
  )
}

/** A database that has lost nearly everything is not to push the good backups out. */
function requireRows(
  rows: number,
  catalog: readonly CataloguedBackup[],
  { floor = 0.1 }: BackupOptions,
): void {
  const last = catalog.filter(isGood).find(({ manifest }) => manifest.records && !manifest.safety)
  const before = last?.manifest.records?.rows ?? 0
  if (rows >= before * floor && (rows > 0 || before === 0 || floor === 0)) return
  throw new TaskError(
    `The database has ${rows} records, and at the last backup (${last!.id}) it had ${before}`,
    {
      hint: 'Look whether this is the database that is meant. If it is, take this backup with --floor 0.',
    },
  )
}

/** Somebody else's database, or one that was made a moment ago. */
function requireTables(integrity: Integrity, { display }: ConnectionSettings): void {
  if (Object.keys(integrity).length > 0) return
  throw new TaskError(`${display} has no tables whose records could be backed up`, {
    hint: 'Look whether this is the database that is meant (-d, .env), and at exclude in tasks.config; else use --skip-records.',
  })
}

type Parts = Pick<Manifest, 'source' | 'schema' | 'records' | 'media'>

async function storeParts(
  id: string,
  options: BackupOptions,
  notes: string[],
  written: string[],
): Promise<Parts> {
  const parts: Parts = {}
  if (options.database)
    Object.assign(parts, await storeRecords(id, options.database, options, notes, written))
  if (options.media.length > 0) parts.media = await storeMedia(id, options, written)
  return parts
}

async function storeRecords(
  id: string,
  database: ConnectionSettings,
  options: BackupOptions,
  notes: string[],
  written: string[],
): Promise<Required<Pick<Parts, 'source' | 'schema' | 'records'>>> {
  const stream = new PassThrough({ highWaterMark: 1024 * 1024 })
  const exporting = exportRecords({
    database,
    to: stream,
    leaveOut: options.leaveOut,
    signal: options.signal,
    onProgress: options.onProgress,
    onStatement: options.onStatement,
  }).then(
    (result) => {
      stream.end()
      return result
    },
    (error: Error) => {
      stream.destroy(error)
      throw error
    },
  )
  const storing = storePart(`${id}.records.json`, stream, options, written)
  let cause: { error: unknown } | undefined
  // Each fails when the other does: what was first is the cause.
  const noteCause = (error: unknown) => {
    cause ??= { error }
  }
  exporting.catch(noteCause)
  storing.catch(noteCause)
  const [exported, stored] = await Promise.allSettled([exporting, storing])
  if (exported.status === 'rejected' || stored.status === 'rejected') throw cause!.error
  const { source, schema, integrity, rows, notes: said } = exported.value
  requireTables(integrity, database)
  notes.push(...said)
  return {
    source,
    schema,
    records: { ...stored.value, rows, tables: integrity },
  }
}

async function storeMedia(id: string, options: BackupOptions, written: string[]): Promise<MediaPart> {
  const packed = packMedia(options.media, { signal: options.signal, onProgress: options.onProgress })
  const stored = await storePart(`${id}.media.tar`, packed.stream, options, written)
  return { ...stored, directories: options.media.map(({ name }) => name), ...packed.summary() }
}

async function storePart(
  file: string,
  content: AsyncIterable<Buffer>,
  { store, encryption, signal }: BackupOptions,
  written: string[],
): Promise<StoredPart> {
  const compressed = through(content, compressor(bestCompression)!)
  const stored = encryption ? await encrypt(compressed, encryption) : compressed
  const name = `${file}${endingOf(bestCompression)}${encryption ? '.age' : ''}`
  const digest = await store.write(name, stored, { signal })
  written.push(name)
  return { file: name, ...digest, compression: bestCompression }
}

/** An error of the content is one of the stream, for whoever reads it. */
function through(content: AsyncIterable<Buffer>, transform: Transform): AsyncIterable<Buffer> {
  pipeline(Readable.from(content, { objectMode: true }), transform, () => {})
  return transform
}

function manifestOf(id: string, created: Date, parts: Parts, options: BackupOptions): Manifest {
  const { name, label, pinned, safety, encryption } = options
  return {
    format: manifestFormat,
    version: manifestVersion,
    id,
    name,
    created: `${created.toISOString().slice(0, 19)}Z`,
    tool: toolName,
    ...(label === undefined ? {} : { label }),
    ...(pinned ? { pinned } : {}),
    ...(safety ? { safety } : {}),
    ...parts,
    ...(encryption ? { encryption: encryptionKind(encryption) } : {}),
  }
}

/** The last file of a backup: with it, it is one. Gives the bytes of all. */
export async function storeManifest(store: Store, manifest: Manifest): Promise<number> {
  await requireParts(store, manifest)
  const file = `${manifest.id}${manifestEnding}`
  const text = Buffer.from(renderManifest(manifest))
  await store.write(file, one(text))
  return partsOf(manifest).reduce((sum, part) => sum + part.size, text.length)
}

/** A store without a lock for all machines cannot keep another one from taking parts without a manifest for leftovers. */
async function requireParts(store: Store, manifest: Manifest): Promise<void> {
  const sizes = new Map((await store.list(`${manifest.id}.`)).map(({ name, size }) => [name, size]))
  const lost = partsOf(manifest).find(({ file, size }) => sizes.get(file) !== size)
  if (!lost) return
  throw new TaskError(`${lost.file} is not in ${store.display} any more as it was stored`, {
    hint: 'Where another machine backs up to the same place, give each a name of its own (name in tasks.config).',
  })
}

async function* one(bytes: Buffer): AsyncGenerator<Buffer> {
  yield bytes
}
