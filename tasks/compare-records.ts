import { resolveDatabase } from '../config/resolve-database.ts'
import { TaskError } from '../lib/errors.ts'
import type { CompareResult } from '../lib/records/compare-records.ts'
import { defineTask } from '../lib/task/define-task.ts'
import { describeComparison } from './describe-comparison.ts'
import {
  databaseOption,
  editedOption,
  excludeOption,
  fromOption,
  includeOption,
  renameOption,
  sourceFilenameOption,
} from './options.ts'
import { parseRenames } from './parse-renames.ts'
import { onProgress } from './progress.ts'
import { resolveSource } from './record-source.ts'
import { count, counted, seconds } from './summary.ts'

export default defineTask({
  summary: 'Tells whether a database holds the records of a dump or of another database',
  description:
    'Reads both sides in key order, and changes nothing. Values are equal where an import would make one of the other, ' +
    'whatever the engines. Exit code 0: equal; 1: different, with the records that differ, column by column.',
  examples: [
    'tasks compare-records -f data.json -d postgres://app@db/inventory',
    'tasks compare-records --from sqlite:app.sqlite3 -d mysql://app@db/inventory --limit 20',
  ],
  options: {
    filename: sourceFilenameOption,
    from: fromOption,
    database: databaseOption,
    include: includeOption,
    exclude: excludeOption,
    rename: renameOption,
    ignoreNonexistent: {
      type: 'boolean',
      help: 'take tables and columns that only one side has for no difference, and list them',
    },
    limit: {
      type: 'number',
      whole: true,
      least: 0,
      default: 5,
      placeholder: 'COUNT',
      help: 'show so many differing records of each table',
    },
    edited: editedOption,
  },
  steps: (context) => {
    const { options, config, cwd } = context
    const database = resolveDatabase(config, options.database, cwd)
    const source = resolveSource(context, options)
    const rename = parseRenames(config.rename, options.rename)
    return [
      {
        title: `Compare ${source.display} with ${database.display}`,
        task: async (_, step) => {
          const { compareRecords } = await import('../lib/records/compare-records.ts')
          const start = performance.now()
          const result = await compareRecords({
            left: source.address,
            right: { database },
            include: options.include,
            exclude: options.exclude,
            leaveOut: config.exclude,
            rename,
            casts: config.casts,
            ignoreNonexistent: options.ignoreNonexistent,
            limit: options.limit,
            edited: options.edited,
            signal: context.signal,
            onProgress: onProgress(step),
            onStatement: context.echo,
          })
          const named = { ...result, left: source.display, right: database.display }
          context.result(named)
          for (const note of result.notes) context.note(note)
          if (result.edited.length > 0) context.note(`Edited since the export: ${result.edited.join(', ')}`)
          context.print(describeComparison(named))
          if (!result.equal) throw different(named)
          if (result.ignored.length > 0)
            context.partial(`Left out, as one side has none: ${result.ignored.join(', ')}`)
          context.summary(
            `Equal: ${counted(result.tables.length, 'table')}, ${counted(result.rows, 'record')} (${seconds(start)})`,
          )
        },
      },
    ]
  },
})

function different({ tables, onlyLeft, onlyRight, ignored }: CompareResult): TaskError {
  const lone = ignored.length > 0 ? 0 : onlyLeft.length + onlyRight.length
  const differing = tables.filter(({ equal }) => !equal).length + lone
  return new TaskError(`Different: ${count(differing)} of ${counted(tables.length + lone, 'table')}`)
}
