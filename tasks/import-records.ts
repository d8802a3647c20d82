import path from 'node:path'
import { resolveDatabase } from '../config/resolve-database.ts'
import { defineTask } from '../lib/task/define-task.ts'
import { databaseOption, editedOption, excludeOption, filenameOption, includeOption } from './options.ts'
import { onProgress } from './progress.ts'
import { counted, seconds } from './summary.ts'
import { noteUnusedKeys } from './unused-keys.ts'

export default defineTask({
  summary: 'Loads a JSON dump into a database, all of it or nothing',
  description:
    'In one transaction: whatever goes wrong, the database is as it was before. Tables that hold records are ' +
    'refused unless -c empties them first; nothing is emptied before the dump and the schema are checked.',
  examples: [
    'tasks import-records -f data.json',
    'tasks import-records -c -f data.json -d mysql://app@db/inventory',
    'tasks import-records --create -f data.json.gz -d sqlite:copy.sqlite3',
    'gunzip -c data.json.gz | tasks import-records -f -',
  ],
  options: {
    filename: filenameOption('the dump to load; - is standard input'),
    clear: { type: 'boolean', short: 'c', help: 'replace the records of the tables that the dump has' },
    create: { type: 'boolean', help: 'make the tables that are missing, with keys and indexes' },
    include: includeOption,
    exclude: excludeOption,
    ignoreNonexistent: {
      type: 'boolean',
      help: 'leave out tables and columns that the target does not have, and list them',
    },
    edited: editedOption,
    database: databaseOption,
  },
  steps: (context) => {
    const { options, config, cwd } = context
    const database = resolveDatabase(config, options.database, cwd)
    const isStdin = options.filename === '-'
    const source = isStdin ? 'standard input' : options.filename
    const load = async (dry: boolean, onRecordProgress: ReturnType<typeof onProgress> | undefined) => {
      const { importRecords } = await import('../lib/records/import-records.ts')
      return importRecords({
        database,
        from: isStdin ? context.stdin : path.resolve(cwd, options.filename),
        clear: options.clear,
        create: options.create,
        include: options.include,
        exclude: options.exclude,
        leaveOut: config.exclude,
        ignoreNonexistent: options.ignoreNonexistent,
        edited: options.edited,
        dry,
        signal: context.signal,
        onProgress: onRecordProgress,
        onStatement: context.echo,
      })
    }
    return [
      {
        title: `Import ${source} into ${database.display}`,
        dry: async () => {
          const result = await load(true, undefined)
          context.result({ filename: options.filename, dry: true, ...result })
          const clearing = options.clear ? ', after emptying them' : ''
          return `load ${source} into ${counted(result.tables, 'table')} of ${database.display}${clearing}; the dump is whole and fits`
        },
        task: async (_, step) => {
          const start = performance.now()
          noteUnusedKeys(context)
          const result = await load(false, onProgress(step))
          for (const note of result.notes) context.note(note)
          context.result({ filename: options.filename, ...result })
          if (result.ignored.length > 0)
            context.partial(`Left out, as the target has none: ${result.ignored.join(', ')}`)
          if (result.edited.length > 0) context.note(`Edited since the export: ${result.edited.join(', ')}`)
          const made = result.created.length > 0 ? `, ${counted(result.created.length, 'table')} made` : ''
          context.summary(
            `Imported ${counted(result.rows, 'record')} into ${counted(result.tables, 'table')} of ${database.display} ` +
              `(${seconds(start)}${made})`,
          )
        },
      },
    ]
  },
})
