import { resolveDatabase } from '../config/resolve-database.ts'
import { defineTask } from '../lib/task/define-task.ts'
import {
  clearOption,
  createOption,
  excludeOption,
  fromOption,
  ignoreNonexistentOption,
  includeOption,
  maxErrorsOption,
  onNulOption,
  onOrphanOption,
  onZeroDateOption,
  renameOption,
} from './options.ts'
import { parseRenames } from './parse-renames.ts'
import { onProgress } from './progress.ts'
import { counted, seconds } from './summary.ts'
import { tellLoaded, withFaults } from './tell-loaded.ts'

export default defineTask({
  summary: 'Copies all records from one database into another, all of it or nothing',
  description:
    'Export and import in one, with no file between: one snapshot of the source, one transaction of the target. ' +
    'Tables that hold records are refused unless -c empties them first.',
  examples: [
    'tasks copy-records --from sqlite:app.sqlite3 --to postgres://app@db/inventory --create',
    'tasks copy-records -c --from default --to next',
  ],
  options: {
    from: { ...fromOption, required: true, help: 'the database to read' },
    to: { ...fromOption, required: true, help: 'the database to load' },
    clear: clearOption,
    create: createOption,
    include: includeOption,
    exclude: excludeOption,
    rename: renameOption,
    ignoreNonexistent: ignoreNonexistentOption,
    onNul: onNulOption,
    onZeroDate: onZeroDateOption,
    onOrphan: onOrphanOption,
    maxErrors: maxErrorsOption(1),
  },
  steps: (context) => {
    const { options, config, cwd } = context
    const from = resolveDatabase(config, options.from, cwd)
    const to = resolveDatabase(config, options.to, cwd)
    const rename = parseRenames(config.rename, options.rename)
    const copy = async (dry: boolean, onRecordProgress: ReturnType<typeof onProgress> | undefined) => {
      const { copyRecords } = await import('../lib/records/copy-records.ts')
      return copyRecords({
        from,
        to,
        clear: options.clear,
        create: options.create,
        include: options.include,
        exclude: options.exclude,
        leaveOut: config.exclude,
        rename,
        casts: config.casts,
        ignoreNonexistent: options.ignoreNonexistent,
        onNul: options.onNul,
        onZeroDate: options.onZeroDate,
        onOrphan: options.onOrphan,
        maxErrors: options.maxErrors,
        dry,
        signal: context.signal,
        onProgress: onRecordProgress,
        onStatement: context.echo,
      })
    }
    return [
      {
        title: `Copy ${from.display} to ${to.display}`,
        dry: async () => {
          const result = await copy(true, undefined)
          context.result({ dry: true, ...result })
          const clearing = options.clear ? ', after emptying them' : ''
          return `load the records of ${from.display} into ${counted(result.tables, 'table')} of ${to.display}${clearing}; the schema fits`
        },
        task: async (_, step) => {
          const start = performance.now()
          const result = await withFaults(context, from.display, () => copy(false, onProgress(step)))
          context.result({ ...result })
          tellLoaded(context, result)
          const made = result.created.length > 0 ? `, ${counted(result.created.length, 'table')} made` : ''
          context.summary(
            `Copied ${counted(result.rows, 'record')} of ${counted(result.tables, 'table')} from ${from.display} to ${to.display} ` +
              `(${seconds(start)}${made})`,
          )
        },
      },
    ]
  },
})
