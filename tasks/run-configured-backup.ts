import { resolveDatabase } from '../config/resolve-database.ts'
import type { RunBackupResult } from '../lib/backup/run-backup.ts'
import type { OnRecordProgress } from '../lib/records/progress.ts'
import type { TaskContext } from '../lib/task/context.ts'
import { backupName, encryptionOf, locationsOf, mediaOf } from './backup-place.ts'
import { counted, seconds, size } from './summary.ts'

export interface BackupChoice {
  database: string | undefined
  path: readonly string[]
  skipRecords?: boolean
  skipMedia?: boolean
  label?: string | undefined
  pin?: boolean
  floor?: number | undefined
  /** Old ones stay, whatever the configuration says. */
  skipRetention?: boolean
}

type Context = Pick<TaskContext, 'config' | 'cwd' | 'env' | 'signal' | 'echo'>

/** One backup as the configuration says, in all locations, with retention. */
export async function runConfiguredBackup(
  context: Context,
  choice: BackupChoice,
  onProgress?: OnRecordProgress,
): Promise<RunBackupResult> {
  const { config, cwd, env, signal, echo } = context
  const { runBackup } = await import('../lib/backup/run-backup.ts')
  const { openStore } = await import('../lib/store/open-store.ts')
  const locations = locationsOf(context, choice.path)
  const stores = await Promise.all(locations.map((location) => openStore(location, env)))
  try {
    return await runBackup({
      name: backupName(context, choice.database),
      stores,
      database: choice.skipRecords ? undefined : resolveDatabase(config, choice.database, cwd),
      leaveOut: config.exclude,
      media: choice.skipMedia ? [] : mediaOf(context),
      encryption: encryptionOf(context),
      label: choice.label,
      pinned: choice.pin ?? false,
      floor: choice.floor ?? config.backup.floor,
      keep: choice.skipRetention ? undefined : config.backup.keep,
      timezone: config.backup.timezone,
      signal,
      onProgress,
      onStatement: echo,
    })
  } finally {
    for (const store of stores) await store.close()
  }
}

/** Stores name themselves in their messages; databases and media do not. */
const toldOf = (location: string, { message }: Error): string =>
  message.includes(location) ? message : `${location}: ${message}`

/** What a backup was, and what is to be known about it. */
export function tellBackup(
  context: Pick<TaskContext, 'note' | 'partial' | 'result' | 'summary'>,
  { manifest, locations, notes }: RunBackupResult,
  start: number,
): void {
  for (const note of notes) context.note(note)
  context.result({
    id: manifest.id,
    manifest,
    locations: locations.map(({ error, ...rest }) => ({
      ...rest,
      ...(error === undefined ? {} : { error: (error as Error).message }),
    })),
  })
  for (const { location, error } of locations)
    if (error !== undefined) context.partial(toldOf(location, error as Error))
  for (const each of manifest.media?.disturbed ?? []) context.partial(each)
  const { records, media } = manifest
  const parts = [
    ...(records ? [counted(records.rows, 'record')] : []),
    ...(media ? [`${counted(media.files, 'file')} (${size(media.bytes)})`] : []),
  ]
  const bytes = locations.find((each) => each.size !== undefined)?.size ?? 0
  context.summary(`Backed up ${parts.join(' and ')} as ${manifest.id} (${size(bytes)}, ${seconds(start)})`)
  for (const { location, pruned } of locations)
    if (pruned.length > 0) context.summary(`Removed by retention in ${location}: ${pruned.join(', ')}`)
}
