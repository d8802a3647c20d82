import type { KeepConfig } from '../config/define-config.ts'
import type { PruneResult } from '../lib/backup/prune-backups.ts'
import { exitCodes, TaskError } from '../lib/errors.ts'
import { defineTask } from '../lib/task/define-task.ts'
import { backupName, locationsOf } from './backup-place.ts'
import { databaseOption, pathsOption } from './options.ts'
import { counted, size } from './summary.ts'

const rules = ['last', 'hourly', 'daily', 'weekly', 'monthly', 'yearly'] as const

const keepOption = (what: string) =>
  ({ type: 'number', whole: true, least: 1, placeholder: 'COUNT', help: `keep ${what}` }) as const

export default defineTask({
  summary: 'Removes the backups that no retention rule keeps',
  description:
    'By backup.keep, or by the options here in its place. Never the newest good one, a pinned one, or what is no whole ' +
    'backup. --dry prints, for each, why it stays or goes.',
  examples: ['tasks prune-backups --keep-daily 7 --keep-weekly 4', 'tasks --dry prune-backups'],
  options: {
    database: databaseOption,
    path: pathsOption,
    keepLast: keepOption('so many of the newest'),
    keepHourly: keepOption('the newest of each of so many hours'),
    keepDaily: keepOption('the newest of each of so many days'),
    keepWeekly: keepOption('the newest of each of so many weeks'),
    keepMonthly: keepOption('the newest of each of so many months'),
    keepYearly: keepOption('the newest of each of so many years'),
    keepWithin: {
      type: 'string',
      placeholder: 'SPAN',
      help: 'keep all of a span before the newest: 30d, 1y6m',
    },
  },
  steps: (context) => {
    const { options, config } = context
    const given: KeepConfig = Object.fromEntries(
      rules.flatMap((rule) => {
        const value = options[`keep${rule[0]!.toUpperCase()}${rule.slice(1)}` as 'keepLast']
        return value === undefined ? [] : [[rule, value]]
      }),
    )
    if (options.keepWithin !== undefined) given.within = spanOf(options.keepWithin)
    const keep = Object.keys(given).length > 0 ? given : config.backup.keep
    if (keep === undefined || Object.keys(keep).length === 0) throw noRule()
    const name = backupName(context, options.database)
    const prune = async (dry: boolean): Promise<PruneResult[]> => {
      const { pruneBackups } = await import('../lib/backup/prune-backups.ts')
      const { openStore } = await import('../lib/store/open-store.ts')
      const results: PruneResult[] = []
      for (const location of locationsOf(context, options.path)) {
        const store = await openStore(location, context.env)
        try {
          const { signal } = context
          const result = await pruneBackups({
            store,
            name,
            keep,
            timezone: config.backup.timezone,
            dry,
            signal,
          })
          results.push(result)
          context.print(lines(store.display, result))
        } finally {
          await store.close()
        }
      }
      context.result({ dry, verdicts: results.flatMap(({ verdicts }) => verdicts) })
      return results
    }
    return [
      {
        title: `Prune backups of ${name}`,
        dry: async () => `remove ${totals(await prune(true))}`,
        task: async () => context.summary(`Removed ${totals(await prune(false))}`),
      },
    ]
  },
})

const lines = (location: string, { verdicts }: PruneResult): string[] => [
  `${location}:`,
  ...verdicts.map(({ id, keep, reasons }) => `  ${keep ? 'stays' : 'goes '}  ${id}  ${reasons.join(', ')}`),
]

function totals(results: readonly PruneResult[]): string {
  const going = results.flatMap(({ verdicts }) => verdicts).filter(({ keep }) => !keep).length
  return `${counted(going, 'backup')} (${size(results.reduce((sum, { freed }) => sum + freed, 0))})`
}

function spanOf(span: string): string {
  if (/^(\d+[ymwdh])+$/.test(span)) return span
  throw new TaskError(`--keep-within got ${JSON.stringify(span)}`, {
    exitCode: exitCodes.usage,
    hint: 'It takes a span such as 30d, 12h or 1y6m.',
  })
}

const noRule = (): TaskError =>
  new TaskError('There is no rule by which to prune', {
    exitCode: exitCodes.usage,
    hint: 'Set backup.keep in tasks.config, or give --keep-daily 7 and the like.',
  })
