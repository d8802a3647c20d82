import { setTimeout } from 'node:timers/promises'
import type { CronTimes } from './cron-times.ts'

export interface Clock {
  now(): Date
  /** Rejects with the signal's reason. */
  sleep(milliseconds: number, signal: AbortSignal): Promise<void>
  /** Calls again and again, so many milliseconds apart, until the function that it gives is called. */
  every(milliseconds: number, call: () => void): () => void
}

export interface ScheduleOptions {
  times: CronTimes
  signal: AbortSignal
  /** When the last backup was made; undefined where there is none. */
  lastRun: () => Promise<Date | undefined>
  /** One run, to its end. What it does about a failure is its own business: rejecting ends the schedule. */
  run: (due: Date) => Promise<void>
  /** When the next run will be. */
  onNext?: ((next: Date) => void) | undefined
  /** Called at least twice a minute, whether it waits or a run goes on. */
  onAlive?: (() => void) | undefined
  clock?: Clock
}

/** Short, so that a machine that slept or a clock that was set is noticed soon. */
const longestSleep = 20_000
const aliveEvery = 20_000

const systemClock: Clock = {
  now: () => new Date(),
  sleep: async (milliseconds, signal) => {
    await setTimeout(milliseconds, undefined, { signal })
  },
  every: (milliseconds, call) => {
    const timer = setInterval(call, milliseconds)
    return () => clearInterval(timer)
  },
}

/** A clock that was set back by less than this must not let a run come twice. */
const day = 86_400_000

/**
 * Runs at each of the times, one run after another, until the signal. A time that passed since the last backup, while
 * nothing ran here or while a run took long, is made up for by one run at once.
 */
export async function runSchedule(options: ScheduleOptions): Promise<void> {
  const { onAlive = () => {}, clock = systemClock } = options
  onAlive()
  const stopTelling = clock.every(aliveEvery, onAlive)
  try {
    await runAtTimes(options, clock)
  } finally {
    stopTelling()
  }
}

async function runAtTimes(options: ScheduleOptions, clock: Clock): Promise<void> {
  const { times, signal, run } = options
  let last = await options.lastRun()
  while (!signal.aborted) {
    const due = dueAfter(times, last, clock.now())
    options.onNext?.(due)
    if (!(await waitUntil(due, signal, clock))) return
    last = new Date(Math.max(clock.now().getTime(), due.getTime()))
    await run(due)
  }
}

function dueAfter(times: CronTimes, last: Date | undefined, now: Date): Date {
  if (last === undefined) return times.after(now)
  if (last > now) return times.after(last.getTime() - now.getTime() < day ? last : now)
  return times.anyBetween(last, now) ? now : times.after(now)
}

/** False where the signal came first. */
async function waitUntil(due: Date, signal: AbortSignal, clock: Clock): Promise<boolean> {
  for (;;) {
    if (signal.aborted) return false
    const left = due.getTime() - clock.now().getTime()
    if (left <= 0) return true
    await clock.sleep(Math.min(left, longestSleep), signal).catch((error) => {
      if (!signal.aborted) throw error
    })
  }
}
