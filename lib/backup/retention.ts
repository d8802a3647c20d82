import type { KeepConfig } from '../../config/define-config.ts'
import { newestFirst } from './backup-name.ts'

/** What retention looks at of a backup. */
export interface RetainedBackup {
  id: string
  created: Date
  /** Which one of its second. */
  attempt: number
  /** Whole as far as its manifest and the sizes of its files tell. */
  good: boolean
  pinned: boolean
  /** An update may still go back to it. */
  held?: boolean
  /** Backups of other parts, and safety backups, do not stand in for each other. */
  group: string
}

export interface Verdict<Backup extends RetainedBackup = RetainedBackup> {
  backup: Backup
  keep: boolean
  /** Why, for people: `daily 2 of 7`, `pinned`. */
  reasons: string[]
}

/** Of the one in each group that stays whatever the rules say. */
export const newestReason = 'the newest good one'

export interface RetentionOptions {
  now: Date
  /** Where days and hours begin; UTC by default. */
  timezone?: string | undefined
}

/** Periods by their rule, from what a moment of theirs is called. */
const periods = {
  hourly: (at: LocalTime) => `${at.day}T${at.hour}`,
  daily: (at: LocalTime) => at.day,
  weekly: (at: LocalTime) => mondayOf(at.day),
  monthly: (at: LocalTime) => at.day.slice(0, 7),
  yearly: (at: LocalTime) => at.day.slice(0, 4),
} as const

type Period = keyof typeof periods

interface LocalTime {
  /** 2026-11-20 */
  day: string
  hour: string
}

/**
 * Which backups stay, newest first, each with its reasons. In each group: the newest of each of the last so many hours,
 * days, weeks, months and years that have one, the last so many, and all within a span before the newest. The newest
 * good one, pinned ones, those that are not good (they count for nothing) and those of the future always stay; without
 * any rule all do.
 *
 * Time is counted from the newest backup that is not of the future, never from the clock: while the owner is away, or
 * when the clock has jumped, nothing becomes too old.
 */
export function applyRetention<Backup extends RetainedBackup>(
  backups: readonly Backup[],
  keep: KeepConfig,
  options: RetentionOptions,
): Verdict<Backup>[] {
  const verdicts = [...backups]
    .sort(newestFirst)
    .map((backup) => ({ backup, keep: false, reasons: [] as string[] }))
  const local = localTime(options.timezone ?? 'UTC')
  for (const group of groupsOf(verdicts, options.now)) judge(group, keep, local)
  for (const verdict of verdicts) finish(verdict, options.now)
  return verdicts
}

/** Those that count, by group. */
function groupsOf<Backup extends RetainedBackup>(
  verdicts: readonly Verdict<Backup>[],
  now: Date,
): Verdict<Backup>[][] {
  const groups = new Map<string, Verdict<Backup>[]>()
  for (const verdict of verdicts) {
    const { backup } = verdict
    if (!backup.good || backup.created > now) continue
    const group = groups.get(backup.group)
    if (group) group.push(verdict)
    else groups.set(backup.group, [verdict])
  }
  return [...groups.values()]
}

function judge(group: readonly Verdict[], keep: KeepConfig, local: (moment: Date) => LocalTime): void {
  const newest = group[0]!
  newest.reasons.push(newestReason)
  const within = keep.within === undefined ? undefined : before(newest.backup.created, keep.within)
  const rules = (Object.keys(periods) as Period[]).filter((period) => (keep[period] ?? 0) > 0)
  if (rules.length === 0 && !keep.last && within === undefined) {
    for (const { reasons } of group) reasons.push('no rule is set')
    return
  }
  for (const [index, { backup, reasons }] of group.entries()) {
    if (index < (keep.last ?? 0)) reasons.push(`last ${index + 1} of ${keep.last}`)
    if (within !== undefined && backup.created >= within) reasons.push(`within ${keep.within}`)
  }
  for (const period of rules) keepPeriods(group, period, keep[period]!, local)
}

/** The newest of each of the last `count` periods that have one. */
function keepPeriods(
  group: readonly Verdict[],
  period: Period,
  count: number,
  local: (moment: Date) => LocalTime,
): void {
  const seen = new Set<string>()
  for (const { backup, reasons } of group) {
    const name = periods[period](local(backup.created))
    if (seen.has(name)) continue
    if (seen.size === count) return
    seen.add(name)
    reasons.push(`${period} ${seen.size} of ${count}`)
  }
}

function finish(verdict: Verdict, now: Date): void {
  const { backup, reasons } = verdict
  if (!backup.good) reasons.push('not whole: neither counted nor removed')
  else if (backup.created > now) reasons.push('of the future: not counted')
  if (backup.pinned) reasons.push('pinned')
  if (backup.held) reasons.push('an update may go back to it')
  verdict.keep = reasons.length > 0
  if (!verdict.keep) reasons.push('no rule keeps it')
}

const spanParts = /(\d+)([ymwdh])/g

/** The moment a span such as `1y6m` or `12h` earlier, by the calendar. */
function before(moment: Date, span: string): Date {
  const result = new Date(moment)
  for (const [, digits, unit] of span.matchAll(spanParts)) {
    const amount = Number(digits)
    if (unit === 'y') subtractMonths(result, amount * 12)
    else if (unit === 'm') subtractMonths(result, amount)
    else result.setTime(result.getTime() - amount * hoursOf[unit as 'w' | 'd' | 'h'] * 3_600_000)
  }
  return result
}

const hoursOf = { w: 7 * 24, d: 24, h: 1 }

/** A month before March 31 is the last of February. */
function subtractMonths(moment: Date, months: number): void {
  const day = moment.getUTCDate()
  moment.setUTCMonth(moment.getUTCMonth() - months)
  if (moment.getUTCDate() !== day) moment.setUTCDate(0)
}

function localTime(timeZone: string): (moment: Date) => LocalTime {
  const format = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    calendar: 'iso8601',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    hourCycle: 'h23',
    timeZoneName: 'shortOffset',
  })
  return (moment) => {
    const parts = Object.fromEntries(format.formatToParts(moment).map(({ type, value }) => [type, value]))
    // The hour that comes twice when summer ends is two hours.
    return {
      day: `${parts.year}-${parts.month}-${parts.day}`,
      hour: `${parts.hour}${parts.timeZoneName}`,
    }
  }
}

function mondayOf(day: string): string {
  const date = new Date(`${day}T00:00:00Z`)
  date.setUTCDate(date.getUTCDate() - ((date.getUTCDay() + 6) % 7))
  return date.toISOString().slice(0, 10)
}
