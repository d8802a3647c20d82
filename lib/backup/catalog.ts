import { exitCodes, TaskError } from '../errors.ts'
import type { Store, StoredFile } from '../store/store.ts'
import { type BackupId, backupOfFile, manifestEnding, newestFirst } from './backup-name.ts'
import { type Manifest, parseManifest, type StoredPart } from './manifest.ts'

/** A backup as its location has it. */
export interface CataloguedBackup extends BackupId {
  /** Undefined where the manifest itself is damaged. */
  manifest: Manifest | undefined
  /** Names of all its files that are there, the manifest's last. */
  files: string[]
  /** Bytes of these. */
  size: number
  /** Why it is none to restore from, a sentence each; what is in the files is not looked at. */
  faults: string[]
}

/**
 * The backups of one name, newest first; of all names without one. What has no manifest is none: files of a backup
 * that is being made or was cut off are not listed.
 */
export async function readCatalog(store: Store, name?: string): Promise<CataloguedBackup[]> {
  const files = await store.list(name === undefined ? '' : `${name}-`)
  const backups: CataloguedBackup[] = []
  for (const { id, found } of grouped(files).values()) {
    if (name !== undefined && id.name !== name) continue
    const backup = await readBackup(store, id, found)
    if (backup) backups.push(backup)
  }
  return backups.sort(newestFirst)
}

type FilesByName = Map<string, StoredFile>

/** By the id that they are of; files of nobody's are left out. */
function grouped(files: readonly StoredFile[]): Map<string, { id: BackupId; found: FilesByName }> {
  const groups = new Map<string, { id: BackupId; found: FilesByName }>()
  for (const file of files) {
    const id = backupOfFile(file.name)
    if (!id) continue
    const group = groups.get(id.id) ?? { id, found: new Map() }
    groups.set(id.id, group)
    group.found.set(file.name, file)
  }
  return groups
}

/** Undefined where there is no manifest, or none any more. */
async function readBackup(
  store: Store,
  id: BackupId,
  found: FilesByName,
): Promise<CataloguedBackup | undefined> {
  const file = `${id.id}${manifestEnding}`
  if (!found.has(file)) return undefined
  const files = [...[...found.keys()].filter((name) => name !== file), file]
  const size = files.reduce((sum, name) => sum + (found.get(name)?.size ?? 0), 0)
  try {
    const manifest = parseManifest(await readText(store, file), file)
    return { ...id, manifest, files, size, faults: faultsOf(id, manifest, found) }
  } catch (error) {
    // Another user's, perhaps: no reason not to look at the others.
    const isDenied = (error as NodeJS.ErrnoException).code === 'EACCES'
    if (isDenied)
      return { ...id, manifest: undefined, files, size, faults: [`${file} may not be read by this user`] }
    if (!(error instanceof TaskError)) throw error
    // Retention may have removed it since it was listed.
    if ((await store.list(file)).length === 0) return undefined
    return { ...id, manifest: undefined, files, size, faults: [error.message] }
  }
}

function faultsOf({ id }: BackupId, manifest: Manifest, byName: ReadonlyMap<string, StoredFile>): string[] {
  if (manifest.id !== id) return [`${id}${manifestEnding} is the manifest of ${manifest.id}`]
  return partsOf(manifest).flatMap(({ file, size }) => {
    const found = byName.get(file)
    if (backupOfFile(file)?.id !== id) return [`${file} is none of its files`]
    if (!found) return [`${file} is missing`]
    return found.size === size ? [] : [`${file} has ${found.size} bytes, not ${size}`]
  })
}

export const partsOf = ({ records, media }: Manifest): StoredPart[] =>
  [records, media].filter((part) => part !== undefined)

async function readText(store: Store, file: string): Promise<string> {
  const parts: Buffer[] = []
  for await (const part of await store.read(file)) parts.push(part as Buffer)
  return Buffer.concat(parts).toString('utf8')
}

export const isGood = (backup: CataloguedBackup): backup is CataloguedBackup & { manifest: Manifest } =>
  backup.manifest !== undefined && backup.faults.length === 0

/** Which backup is meant; without any of these the newest good one. */
export interface BackupChoice {
  /** `latest`, or an id, or what an id ends with. */
  id?: string | undefined
  /** The newest at or before this moment. */
  at?: Date | undefined
  /** The newest with this label. */
  label?: string | undefined
}

/** TaskError 1 names what there is, where nothing fits; TaskError 10 where the one that is meant is damaged. */
export function chooseBackup(
  backups: readonly CataloguedBackup[],
  { id = 'latest', at, label }: BackupChoice,
  place: string,
): CataloguedBackup & { manifest: Manifest } {
  const fitting = backups.filter(
    (backup) =>
      (id === 'latest' || backup.id === id || backup.id.endsWith(`-${id}`)) &&
      (at === undefined || backup.created <= at) &&
      (label === undefined || backup.manifest?.label === label),
  )
  // Safety backups are of what somebody did not want to keep.
  const isAnybodys = (backup: CataloguedBackup) => backup.manifest?.safety !== true
  const good = fitting.filter(isGood)
  const found = id === 'latest' && label === undefined ? (good.find(isAnybodys) ?? good[0]) : good[0]
  if (found) return found
  const [damaged] = fitting
  if (damaged) throw notWhole(damaged, place)
  throw noneOfThem(backups, { id, at, label }, place)
}

const notWhole = ({ id, faults }: CataloguedBackup, place: string): TaskError =>
  new TaskError(`${id} in ${place} is damaged: ${faults.join('; ')}`, {
    exitCode: exitCodes.damaged,
    hint: 'Nothing was changed. tasks list-backups shows the others.',
  })

function noneOfThem(
  backups: readonly CataloguedBackup[],
  { id, at, label }: BackupChoice,
  place: string,
): TaskError {
  const wanted = [
    id === 'latest' ? 'backup' : `backup ${id}`,
    ...(at === undefined ? [] : [`at or before ${at.toISOString()}`]),
    ...(label === undefined ? [] : [`with the label ${JSON.stringify(label)}`]),
  ].join(' ')
  const newest = backups.slice(0, 3).map((backup) => backup.id)
  return new TaskError(`There is no ${wanted} in ${place}`, {
    hint:
      newest.length > 0
        ? `There are ${backups.length}, the newest: ${newest.join(', ')}.`
        : 'There are no backups at all: look at the location (-p) and the name (name in tasks.config).',
  })
}
