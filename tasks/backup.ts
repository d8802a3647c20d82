import { resolveDatabase } from '../config/resolve-database.ts'
import type { RunBackupResult } from '../lib/backup/run-backup.ts'
import type { TaskContext } from '../lib/task/context.ts'
import { defineTask } from '../lib/task/define-task.ts'
import { backupName, encryptionOf, locationsOf, mediaOf } from './backup-place.ts'
import { databaseOption, pathsOption } from './options.ts'
import { onProgress } from './progress.ts'
import { counted, seconds, size } from './summary.ts'

export default defineTask({
  summary: 'Backs up all records and media files, as one backup that is whole or not there',
  description:
    'One snapshot of the database as a compressed dump, the media folders as an archive, and a manifest with their ' +
    'digests, in every location of the configuration; then old backups go by backup.keep. The application goes on.',
  examples: [
    'tasks backup',
    'tasks backup --label "before the move" --pin',
    'tasks backup -d postgres://app@db/inventory -p /mnt/backups --skip-media',
  ],
  options: {
    database: databaseOption,
    path: pathsOption,
    skipMedia: { type: 'boolean', help: 'the records alone' },
    skipRecords: { type: 'boolean', help: 'the media alone' },
    label: { type: 'string', placeholder: 'TEXT', help: 'a word to find it by' },
    pin: { type: 'boolean', help: 'keep it for ever: retention passes it by' },
    floor: {
      type: 'number',
      placeholder: 'PART',
      help: 'fail with fewer records than this part of the last backup’s, 0 to 1 (default: backup.floor, or 0.1)',
    },
  },
  steps: (context) => {
    const { options, config, cwd } = context
    const name = backupName(context, options.database)
    const database = options.skipRecords ? undefined : resolveDatabase(config, options.database, cwd)
    const media = options.skipMedia ? [] : mediaOf(context)
    const locations = locationsOf(context, options.path)
    return [
      {
        title: `Back up ${what(database?.display, media.length)} to ${locations.join(', ')}`,
        task: async (_, step) => {
          const { runBackup } = await import('../lib/backup/run-backup.ts')
          const { openStore } = await import('../lib/store/open-store.ts')
          const start = performance.now()
          const stores = await Promise.all(locations.map((location) => openStore(location, context.env)))
          try {
            const result = await runBackup({
              name,
              stores,
              database,
              leaveOut: config.exclude,
              media,
              encryption: encryptionOf(context),
              label: options.label,
              pinned: options.pin,
              floor: options.floor ?? config.backup.floor,
              keep: config.backup.keep,
              timezone: config.backup.timezone,
              signal: context.signal,
              onProgress: onProgress(step),
              onStatement: context.echo,
            })
            tellBackup(context, result, start)
          } finally {
            for (const store of stores) await store.close()
          }
        },
      },
    ]
  },
})

function what(database: string | undefined, folders: number): string {
  const media = folders > 0 ? counted(folders, 'media folder') : undefined
  return [database, media].filter((part) => part !== undefined).join(' and ')
}

/** Shared with the scheduler and with update. */
export function tellBackup(
  context: Pick<TaskContext, 'note' | 'partial' | 'result' | 'summary'>,
  { manifest, locations, notes }: RunBackupResult,
  start: number,
): void {
  for (const note of notes) context.note(note)
  const failed = locations.filter(({ error }) => error !== undefined)
  const { records, media } = manifest
  context.result({
    id: manifest.id,
    manifest,
    locations: locations.map(({ error, ...rest }) => ({
      ...rest,
      ...(error === undefined ? {} : { error: (error as Error).message }),
    })),
  })
  for (const { location, error } of failed) context.partial(`${location}: ${(error as Error).message}`)
  for (const each of media?.disturbed ?? []) context.partial(each)
  const parts = [
    ...(records ? [counted(records.rows, 'record')] : []),
    ...(media ? [`${counted(media.files, 'file')} (${size(media.bytes)})`] : []),
  ]
  const stored = locations.find((each) => each.size !== undefined)
  context.summary(
    `Backed up ${parts.join(' and ')} as ${manifest.id} (${size(stored?.size ?? 0)}, ${seconds(start)})`,
  )
  for (const { location, pruned } of locations)
    if (pruned.length > 0) context.summary(`Removed by retention in ${location}: ${pruned.join(', ')}`)
}
