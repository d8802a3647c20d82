import path from 'node:path'
import { resolveDatabase } from '../config/resolve-database.ts'
import { defineTask } from '../lib/task/define-task.ts'
import { databaseOption, excludeOption, filenameOption, includeOption } from './options.ts'
import { onProgress } from './progress.ts'
import { counted, seconds, size } from './summary.ts'
import { twoResults } from './two-results.ts'
import { warnOfContainerLayer } from './warn-of-container-layer.ts'

export default defineTask({
  summary: 'Writes all records of a database to one JSON dump',
  description:
    'Reads one consistent snapshot while the application goes on. The dump is compressed by its name ' +
    '(.json.gz, .json.zst), written beside its place and put there when it is whole.',
  examples: [
    'tasks export-records -f data.json',
    'tasks export-records -d postgres://app@db/inventory -f data.json.gz -o',
    'tasks export-records -f - -x "session*" | ssh elsewhere "cat > data.json"',
  ],
  options: {
    filename: filenameOption('where to write the dump; - is standard output'),
    overwrite: { type: 'boolean', short: 'o', help: 'replace the file if it exists' },
    include: includeOption,
    exclude: excludeOption,
    jobs: {
      type: 'number',
      whole: true,
      least: 1,
      short: 'j',
      default: 1,
      placeholder: 'COUNT',
      help: 'read so many tables at a time, each over a connection of its own, where the engine lets them share a snapshot (PostgreSQL, SQLite): for many small tables at a distance',
    },
    database: databaseOption,
  },
  steps: (context) => {
    const { options, config, cwd } = context
    const database = resolveDatabase(config, options.database, cwd)
    const isStdout = options.filename === '-'
    if (isStdout && context.flags.json) throw twoResults('dump')
    const target = isStdout ? 'standard output' : options.filename
    const filename = path.resolve(cwd, options.filename)
    return [
      {
        title: `Export ${database.display} to ${target}`,
        task: async (_, step) => {
          const { exportRecords } = await import('../lib/records/export-records.ts')
          const start = performance.now()
          const { integrity, notes, ...result } = await exportRecords({
            database,
            to: isStdout ? context.stdout : filename,
            overwrite: options.overwrite,
            jobs: options.jobs,
            include: options.include,
            exclude: options.exclude,
            leaveOut: config.exclude,
            signal: context.signal,
            onProgress: onProgress(step),
            onStatement: context.echo,
          })
          for (const note of notes) context.note(note)
          if (!isStdout) await warnOfContainerLayer([filename], context.note)
          context.result({ filename: options.filename, ...result, integrity, notes })
          context.summary(
            `Exported ${counted(result.rows, 'record')} of ${counted(result.tables, 'table')} to ${target} ` +
              `(${size(result.bytes)}, ${seconds(start)})`,
          )
        },
      },
    ]
  },
})
