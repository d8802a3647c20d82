import { resolveDatabase } from '../config/resolve-database.ts'
import type { RestorePhase, RestoreResult } from '../lib/backup/restore-backup.ts'
import type { TaskContext } from '../lib/task/context.ts'
import { defineTask } from '../lib/task/define-task.ts'
import { backupName, encryptionOf, keysOf, mediaOf, openFirst } from './backup-place.ts'
import { knexMigrations } from './load-options.ts'
import { databaseOption, ignoreVersionOption, onOrphanOption, pathsOption } from './options.ts'
import { parseMoment } from './parse-moment.ts'
import { onProgress } from './progress.ts'
import { counted, seconds, size } from './summary.ts'
import { tellOrphans } from './tell-loaded.ts'

const options = {
  database: databaseOption,
  path: pathsOption,
  at: { type: 'string', placeholder: 'TIME', help: 'the newest of then or before: 2026-11-19T12:00' },
  label: { type: 'string', placeholder: 'TEXT', help: 'the newest with this label' },
  skipMedia: { type: 'boolean', help: 'the records alone' },
  skipRecords: { type: 'boolean', help: 'the media alone' },
  onOrphan: {
    ...onOrphanOption,
    help: 'records that refer to none: refuse the restore, make the reference null, leave the record out, or keep it as it is (SQLite, MySQL and MariaDB)',
  },
  ignoreVersion: {
    ...ignoreVersionOption,
    help: 'go on though the backup is of another schema version than the database: the tables alone decide',
  },
  skipSafetyBackup: { type: 'boolean', help: 'do not back up first what is replaced' },
} as const

const phases: Record<RestorePhase, string> = {
  verify: 'Verifying every byte of the backup',
  check: 'Checking its records against the database',
  unpack: 'Unpacking the media beside their folders',
  safety: 'Backing up what is replaced',
  load: 'Loading the records',
  swap: 'Putting the media in place',
}

export default defineTask({
  summary: 'Brings a backup back, into the same or another database; verified before anything is touched',
  description:
    'The newest good backup, or the one that is named. Records come back in one transaction, media by rename; what they ' +
    'replace is backed up first. An empty database gets the schema of the backup’s version, from the knex migrations of the ' +
    'configuration where there are any. Asks, unless --yes.',
  examples: [
    'tasks restore',
    'tasks restore 20261119T030000Z --yes',
    'tasks restore --at 2026-11-19T12:00 -d sqlite:copy.sqlite3 --skip-media',
  ],
  options,
  positionals: [{ name: 'id', default: 'latest', help: 'which backup: its id, or the time in it' }],
  destructive: async (context) => {
    const { options: given, positionals, config } = context
    const { chooseBackup, readCatalog } = await import('../lib/backup/catalog.ts')
    const store = await openFirst(context, given.path)
    try {
      const catalog = await readCatalog(store, backupName(context, given.database))
      const { manifest } = chooseBackup(
        catalog,
        choiceOf(positionals.id, given, config.backup.timezone),
        store.display,
      )
      const replaced = replacedBy(context)
      return `Replace ${replaced.join(' and ')} by ${manifest.id}, made ${manifest.created}?`
    } finally {
      await store.close()
    }
  },
  steps: (context) => {
    const { options: given, positionals, config, cwd } = context
    const name = backupName(context, given.database)
    const database = given.skipRecords ? undefined : resolveDatabase(config, given.database, cwd)
    return [
      {
        title: `Restore ${positionals.id === 'latest' ? 'the newest backup' : positionals.id} of ${name}: replace ${replacedBy(context).join(' and ')}`,
        task: async (_, step) => {
          const { restoreBackup } = await import('../lib/backup/restore-backup.ts')
          const start = performance.now()
          const store = await openFirst(context, given.path)
          try {
            const encryption = encryptionOf(context)
            const result = await restoreBackup({
              name,
              store,
              choice: choiceOf(positionals.id, given, config.backup.timezone),
              keys: keysOf(context),
              database,
              media: given.skipMedia ? [] : mediaOf(context),
              onOrphan: given.onOrphan,
              ignoreVersion: given.ignoreVersion,
              migrations: knexMigrations(config),
              safety: given.skipSafetyBackup ? undefined : { encryption },
              signal: context.signal,
              onProgress: onProgress(step),
              onStatement: context.echo,
              onPhase: (phase) => step.output(phases[phase]),
            })
            for (const note of result.notes) context.note(note)
            for (const each of result.leftOut) context.partial(each)
            if (result.records) tellOrphans(context, result.records.orphans)
            context.result({ id: result.manifest.id, safetyId: result.safetyId ?? null, ...told(result) })
            context.summary(
              `Restored ${parts(result).join(' and ')} of ${result.manifest.id} (${seconds(start)})`,
            )
            if (result.safetyId !== undefined)
              context.summary(`What was replaced is in the backup ${result.safetyId}`)
          } finally {
            await store.close()
          }
        },
      },
    ]
  },
})

/** What the answer to the question is about. */
function replacedBy(
  context: Pick<TaskContext, 'config' | 'cwd' | 'env'> & {
    options: { database?: string | undefined; skipRecords: boolean; skipMedia: boolean }
  },
): string[] {
  const { options: given, config, cwd } = context
  return [
    ...(given.skipRecords ? [] : [`all records of ${resolveDatabase(config, given.database, cwd).display}`]),
    ...(given.skipMedia ? [] : mediaOf(context).map(({ name }) => `the media folder ${name}`)),
  ]
}

const choiceOf = (
  id: string,
  { at, label }: { at: string | undefined; label: string | undefined },
  timezone: string | undefined,
) => ({ id, at: at === undefined ? undefined : parseMoment(at, timezone), label })

const told = ({ records, media }: RestoreResult) => ({
  ...(records
    ? {
        engine: records.engine,
        tables: records.tables,
        rows: records.rows,
        created: records.created,
        migrated: records.migrated,
        orphans: records.orphans,
      }
    : {}),
  ...(media ? { media } : {}),
})

const parts = ({ records, media }: RestoreResult): string[] => [
  ...(records ? [`${counted(records.rows, 'record')} of ${counted(records.tables, 'table')}`] : []),
  ...(media ? [`${counted(media.files, 'media file')} (${size(media.bytes)})`] : []),
]
