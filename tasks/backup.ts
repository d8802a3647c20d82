import { resolveDatabase } from '../config/resolve-database.ts'
import { defineTask } from '../lib/task/define-task.ts'
import { locationsOf, mediaOf } from './backup-place.ts'
import { databaseOption, pathsOption } from './options.ts'
import { onProgress } from './progress.ts'
import { runConfiguredBackup, tellBackup } from './run-configured-backup.ts'
import { counted } from './summary.ts'
import { warnOfContainerLayer } from './warn-of-container-layer.ts'

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
      least: 0,
      most: 1,
      placeholder: 'PART',
      help: 'fail with fewer records than this part of the last backup’s, 0 to 1 (default: backup.floor, or 0.1)',
    },
  },
  steps: (context) => {
    const { options, config, cwd } = context
    const database = options.skipRecords ? undefined : resolveDatabase(config, options.database, cwd)
    const media = options.skipMedia ? [] : mediaOf(context)
    const locations = locationsOf(context, options.path)
    return [
      {
        title: `Back up ${what(database?.display, media.length)} to ${locations.join(', ')}`,
        task: async (_, step) => {
          const start = performance.now()
          const result = await runConfiguredBackup(context, options, onProgress(step))
          tellBackup(context, result, start)
          await warnOfContainerLayer(locations, context.note)
        },
      },
    ]
  },
})

function what(database: string | undefined, folders: number): string {
  const media = folders > 0 ? counted(folders, 'media folder') : undefined
  return [database, media].filter((part) => part !== undefined).join(' and ')
}
