import { describe, expect, it } from '@jest/globals'
import { cronTimes } from '../../lib/backup/cron-times.ts'
import { type Clock, runSchedule } from '../../lib/backup/run-schedule.ts'

/** A clock that a sleep moves on, and that may be set in between. */
function fakeClock(start: string) {
  let now = new Date(start).getTime()
  const calls = new Set<() => void>()
  const pass = (milliseconds: number): void => {
    now += milliseconds
    for (const call of calls) call()
  }
  const clock: Clock = {
    now: () => new Date(now),
    sleep: async (milliseconds, signal) => {
      signal.throwIfAborted()
      pass(milliseconds)
    },
    every: (milliseconds, call) => {
      let next = now + milliseconds
      const due = (): void => {
        for (; next <= now; next += milliseconds) call()
      }
      calls.add(due)
      return () => calls.delete(due)
    },
  }
  return { clock, pass }
}

/** The runs of a schedule until so many have been, as what the clock said when each began. */
async function runsOf(
  expression: string,
  {
    start,
    count,
    timezone = 'UTC',
    last,
    during,
  }: {
    start: string
    count: number
    timezone?: string
    last?: string
    /** What happens while the run with this number goes on. */
    during?: (run: number, pass: (milliseconds: number) => void) => void
  },
): Promise<string[]> {
  const abort = new AbortController()
  const { clock, pass } = fakeClock(start)
  const runs: string[] = []
  await runSchedule({
    times: cronTimes(expression, timezone),
    signal: abort.signal,
    clock,
    lastRun: async () => (last === undefined ? undefined : new Date(last)),
    run: async () => {
      runs.push(clock.now().toISOString().slice(0, 16))
      during?.(runs.length, pass)
      if (runs.length === count) abort.abort()
    },
  })
  return runs
}

describe('a schedule', () => {
  it('runs at its times, in its zone', async () => {
    expect(
      await runsOf('0 3 * * *', { start: '2026-06-01T12:00:00Z', count: 2, timezone: 'Europe/Berlin' }),
    ).toEqual(['2026-06-02T01:00', '2026-06-03T01:00'])
  })

  it.each([
    ['Europe/Berlin', '2026-03-27', '2026-10-23'],
    ['America/New_York', '2026-03-06', '2026-10-30'],
    ['Australia/Lord_Howe', '2026-04-03', '2026-10-02'],
    ['Africa/Casablanca', '2026-02-13', '2026-03-20'],
  ])('runs once a day while the clocks of %s change', async (timezone, ...starts) => {
    for (const start of starts)
      for (const expression of ['30 2 * * *', '0 0 * * *', '15 1 * * *']) {
        const runs = await runsOf(expression, { start: `${start}T12:00:00Z`, count: 4, timezone })
        const format = new Intl.DateTimeFormat('en-CA', { timeZone: timezone })
        const days = runs.map((at) => new Date(format.format(new Date(`${at}Z`))).getTime() / 86_400_000)
        expect(days).toEqual([0, 1, 2, 3].map((later) => days[0]! + later))
      }
  })

  it('makes up for a run that was missed while nothing ran, once', async () => {
    const start = '2026-06-04T12:00:00Z'
    expect(await runsOf('0 3 * * *', { start, count: 2, last: '2026-06-01T03:00:10Z' })).toEqual([
      '2026-06-04T12:00',
      '2026-06-05T03:00',
    ])
    expect(await runsOf('0 3 * * *', { start, count: 1, last: '2026-06-04T03:00:10Z' })).toEqual([
      '2026-06-05T03:00',
    ])
  })

  it('waits for its first time where there is no backup yet', async () => {
    expect(await runsOf('0 3 * * *', { start: '2026-06-04T12:00:00Z', count: 1 })).toEqual([
      '2026-06-05T03:00',
    ])
  })

  it('never overlaps: times that pass during a run are made up for by one', async () => {
    const hours = 3_600_000
    const runs = await runsOf('0 * * * *', {
      start: '2026-06-04T11:59:00Z',
      count: 3,
      during: (run, pass) => run === 1 && pass(3.5 * hours),
    })
    expect(runs).toEqual(['2026-06-04T12:00', '2026-06-04T15:30', '2026-06-04T16:00'])
  })

  it('does not run twice when the clock is set back, nor wait for ever when it was a year ahead', async () => {
    const back = await runsOf('0 3 * * *', {
      start: '2026-06-04T02:59:00Z',
      count: 2,
      during: (run, pass) => run === 1 && pass(-3_600_000),
    })
    expect(back).toEqual(['2026-06-04T03:00', '2026-06-05T03:00'])
    expect(
      await runsOf('0 3 * * *', { start: '2026-06-04T12:00:00Z', count: 1, last: '2027-06-04T03:00:00Z' }),
    ).toEqual(['2026-06-05T03:00'])
  })

  it('shows every 30 seconds that it lives, while it waits and while a run goes on', async () => {
    const abort = new AbortController()
    const { clock, pass } = fakeClock('2026-06-04T11:50:00Z')
    const alive: number[] = []
    await runSchedule({
      times: cronTimes('0 12 * * *'),
      signal: abort.signal,
      clock,
      lastRun: async () => undefined,
      onAlive: () => alive.push(clock.now().getTime()),
      run: async () => {
        for (let second = 0; second < 3600; second++) pass(1000)
        abort.abort()
      },
    })
    const gaps = alive.slice(1).map((at, index) => at - alive[index]!)
    expect(Math.max(...gaps)).toBeLessThanOrEqual(30_000)
    expect(alive.at(-1)! - alive[0]!).toBeGreaterThanOrEqual(70 * 60_000 - 30_000)
    pass(60_000)
    expect(gaps).toHaveLength(alive.length - 1)
  })

  it.each(['61 3 * * *', '0 3 * *', 'daily', '0 3 31 2 *', '* * * * * *'])('refuses %j', (expression) => {
    expect(() => cronTimes(expression)).toThrow(expect.objectContaining({ exitCode: 2 }))
  })
})
