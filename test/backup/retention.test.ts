import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import type { KeepConfig } from '../../config/define-config.ts'
import { applyRetention, type RetainedBackup } from '../../lib/backup/retention.ts'

const now = new Date('2026-11-20T12:00:00Z')

const backup = (created: string, more: Partial<RetainedBackup> = {}): RetainedBackup => ({
  id: `inventory-${created}`,
  created: new Date(created),
  attempt: 1,
  good: true,
  pinned: false,
  group: 'all',
  ...more,
})

const kept = (backups: RetainedBackup[], keep: KeepConfig, timezone?: string, at = now): string[] =>
  applyRetention(backups, keep, { now: at, timezone })
    .filter((verdict) => verdict.keep)
    .map((verdict) => verdict.backup.created.toISOString().slice(0, 13))

const everySixHours = Array.from({ length: 400 }, (_, index) =>
  backup(new Date(now.getTime() - index * 6 * 3_600_000).toISOString()),
)

describe('retention', () => {
  it('keeps the newest of each day, and a day without a backup does not count', () => {
    const gap = everySixHours.filter(({ created }) => created.toISOString().slice(0, 10) !== '2026-11-19')
    expect(kept(gap, { daily: 3 })).toEqual(['2026-11-20T12', '2026-11-18T18', '2026-11-17T18'])
  })

  it('begins days where the owner lives', () => {
    const two = [backup('2026-11-18T23:30:00Z'), backup('2026-11-19T10:00:00Z')]
    expect(kept(two, { daily: 5 }, 'Europe/Berlin')).toEqual(['2026-11-19T10'])
    expect(kept(two, { daily: 5 }, 'UTC')).toEqual(['2026-11-19T10', '2026-11-18T23'])
  })

  it('tells apart the hour that comes twice', () => {
    const two = [backup('2026-10-25T00:30:00Z'), backup('2026-10-25T01:30:00Z')]
    expect(kept(two, { hourly: 5 }, 'Europe/Berlin')).toHaveLength(2)
  })

  it('counts a span from the newest backup: nothing becomes too old while nobody makes any', () => {
    const old = [
      backup('2020-01-30T00:00:00Z'),
      backup('2020-01-05T00:00:00Z'),
      backup('2019-12-01T00:00:00Z'),
    ]
    expect(kept(old, { within: '1m' })).toEqual(['2020-01-30T00', '2020-01-05T00'])
  })

  it('does not let one of the future make all others old', () => {
    const backups = [backup('2038-01-01T00:00:00Z'), ...everySixHours.slice(0, 4)]
    expect(kept(backups, { within: '2d' })).toHaveLength(5)
    expect(kept(backups, { last: 1 })).toEqual(['2038-01-01T00', '2026-11-20T12'])
  })

  it('removes nothing when the clock is behind', () => {
    expect(kept(everySixHours, { last: 1 }, 'UTC', new Date('1970-01-01T00:00:00Z'))).toHaveLength(400)
  })

  it('removes nothing without a rule', () => {
    expect(kept(everySixHours, {})).toHaveLength(400)
    expect(kept(everySixHours, { last: 0, daily: 0 })).toHaveLength(400)
  })

  it('gives its reasons', () => {
    const [first, second, third] = applyRetention(everySixHours.slice(0, 3), { last: 1, daily: 7 }, { now })
    expect(first?.reasons).toEqual(['the newest good one', 'last 1 of 1', 'daily 1 of 7'])
    expect(second).toMatchObject({ keep: false, reasons: ['no rule keeps it'] })
    expect(third?.keep).toBe(false)
  })
})

/** The same rules, written down as slowly as they can be: period by period, each by looking at all. */
function model(backups: readonly RetainedBackup[], keep: KeepConfig): Set<string> {
  const stays = new Set<string>()
  const counted = backups.filter((each) => each.good && each.created <= now)
  for (const each of backups) if (each.pinned || !counted.includes(each)) stays.add(each.id)
  const isNewer = (a: RetainedBackup, b: RetainedBackup) =>
    a.created > b.created || (a.created.getTime() === b.created.getTime() && a.attempt > b.attempt)
  const names: Record<string, (at: Date) => string> = {
    hourly: (at) => at.toISOString().slice(0, 13),
    daily: (at) => at.toISOString().slice(0, 10),
    weekly: (at) => String(Math.floor((at.getTime() / 86_400_000 + 3) / 7)),
    monthly: (at) => at.toISOString().slice(0, 7),
    yearly: (at) => at.toISOString().slice(0, 4),
  }
  for (const group of new Set(counted.map((each) => each.group))) {
    const members = counted.filter((each) => each.group === group)
    const rank = (each: RetainedBackup) => members.filter((other) => isNewer(other, each)).length
    const hasRule = Object.values(keep).some(Boolean)
    for (const each of members) {
      if (rank(each) === 0 || !hasRule || rank(each) < (keep.last ?? 0)) stays.add(each.id)
      for (const [rule, nameOf] of Object.entries(names)) {
        const count = keep[rule as 'daily'] ?? 0
        const period = nameOf(each.created)
        const isFirst = !members.some((other) => isNewer(other, each) && nameOf(other.created) === period)
        const newerPeriods = new Set(
          members.filter((other) => isNewer(other, each)).map((other) => nameOf(other.created)),
        )
        if (isFirst && newerPeriods.size < count) stays.add(each.id)
      }
    }
  }
  return stays
}

const history = fc.array(
  fc.record({
    // Dense and sparse times, several in one second, some of the future.
    created: fc.oneof(
      fc.integer({ min: -100, max: 40 * 24 * 60 }).map((minutes) => now.getTime() - minutes * 60_000),
      fc.integer({ min: 0, max: 3000 }).map((days) => now.getTime() - days * 86_400_000),
    ),
    good: fc.boolean(),
    pinned: fc.integer({ max: 9, min: 0 }).map((dice) => dice === 0),
    group: fc.constantFrom('all', 'all', 'media'),
  }),
  { maxLength: 60 },
)

const count = fc.option(fc.integer({ min: 0, max: 5 }), { nil: undefined })

describe('retention against a brute-force model', () => {
  it('keeps the same backups, whatever the history', () => {
    fc.assert(
      fc.property(
        history,
        fc.record({ last: count, hourly: count, daily: count, weekly: count, monthly: count, yearly: count }),
        (entries, rules) => {
          const backups = entries.map((entry, index) => ({
            ...entry,
            id: `b${String(index).padStart(3, '0')}`,
            created: new Date(entry.created),
            attempt: index + 1,
          }))
          const keep = Object.fromEntries(
            Object.entries(rules).filter(([, value]) => value !== undefined),
          ) as KeepConfig
          const verdicts = applyRetention(backups, keep, { now })
          const stays = verdicts.filter((verdict) => verdict.keep).map((verdict) => verdict.backup.id)
          expect(new Set(stays)).toEqual(model(backups, keep))
        },
      ),
      { numRuns: 500 },
    )
  })
})
