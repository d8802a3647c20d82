import { execFileSync } from 'node:child_process'
import { describe, expect, it } from '@jest/globals'
import { cronTimes } from '../../lib/backup/cron-times.ts'
import { renderCron, renderSystemd } from '../../lib/backup/render-schedule.ts'
import { programOnPath } from '../servers/program-on-path.ts'

const hasSystemd = programOnPath('systemd-analyze') !== undefined
const itWithSystemd = hasSystemd ? it : it.skip

const schedule = (expression: string) => ({
  expression,
  timezone: 'UTC',
  directory: '/srv/app',
  name: 'shop',
})

const calendars = (expression: string): string[] =>
  renderSystemd(schedule(expression)).flatMap((line) => /^OnCalendar=(.*)$/.exec(line)?.[1] ?? [])

/** The first times from 2026-01-01 on, of all events together. */
function systemdTimes(events: readonly string[], count: number): number[] {
  const text = execFileSync(
    'systemd-analyze',
    ['calendar', '--base-time=2026-01-01 00:00:00 UTC', `--iterations=${count}`, ...events],
    { encoding: 'utf8', env: { ...process.env, TZ: 'UTC', LC_ALL: 'C' } },
  )
  const found = [...text.matchAll(/(?:Next elapse|Iteration #\d+|Iter\. #\d+): \w+ (\S+) (\S+) UTC/g)]
  const times = new Set(found.map(([, day, time]) => Date.parse(`${day}T${time}Z`)))
  return [...times].sort((a, b) => a - b).slice(0, count)
}

function cronRuns(expression: string, count: number): number[] {
  const times = cronTimes(expression, 'UTC')
  const runs: number[] = []
  for (let at = new Date('2026-01-01T00:00:00Z'); runs.length < count; runs.push(at.getTime()))
    at = times.after(at)
  return runs
}

describe('a schedule for systemd', () => {
  itWithSystemd.each([
    '0 3 * * *',
    '*/15 * * * *',
    '5-50/10 8-18 * * *',
    '7-59/20 * * * *',
    '0 0,12 1,15 * *',
    '30 2 * jan,JUL mon-fri',
    '0 4 * * 0',
    '0 4 * * 7',
    '0 4 * * 5-7',
    '0 4 * * SUN,wed',
    '0 3 13 * 5',
    '0 3 1-7 */3 mon',
    '@daily',
    '@weekly',
    '@hourly',
    '@monthly',
    '@yearly',
  ])(`comes when %s does${hasSystemd ? '' : ' (there is no systemd-analyze here)'}`, (expression) => {
    expect(systemdTimes(calendars(expression), 12)).toEqual(cronRuns(expression, 12))
  })
})

describe('a schedule for another scheduler', () => {
  it.each(['0 3 L * *', '0 3 * * 5#2', '0 3 15W * *', '0 3 13 * +5'])(
    'refuses %s, which it has not',
    (expression) => {
      expect(cronTimes(expression)).toBeDefined()
      for (const render of [renderCron, renderSystemd])
        expect(() => render(schedule(expression))).toThrow(expect.objectContaining({ exitCode: 2 }))
    },
  )
})

describe('a schedule for cron', () => {
  it('finds its folder whatever that is called', () => {
    const line = (directory: string) => renderCron({ ...schedule('0 3 * * *'), directory }).at(-1)
    expect(line('/srv/app')).toBe('0 3 * * *  cd /srv/app && npx tasks backup')
    expect(line("/srv/it's 100%")).toBe(`0 3 * * *  cd '/srv/it'\\''s 100\\%' && npx tasks backup`)
  })
})
