import { setTimeout } from 'node:timers/promises';
/** Short, so that a machine that slept or a clock that was set is noticed soon. */
const longestSleep = 20_000;
const aliveEvery = 20_000;
const systemClock = {
    now: () => new Date(),
    sleep: async (milliseconds, signal) => {
        await setTimeout(milliseconds, undefined, { signal });
    },
    every: (milliseconds, call) => {
        const timer = setInterval(call, milliseconds);
        return () => clearInterval(timer);
    },
};
/** A clock that was set back by less than this must not let a run come twice. */
const day = 86_400_000;
/**
 * Runs at each of the times, one run after another, until the signal. A time that passed since the last backup, while
 * nothing ran here or while a run took long, is made up for by one run at once.
 */
export async function runSchedule(options) {
    const { onAlive = () => { }, clock = systemClock } = options;
    onAlive();
    const stopTelling = clock.every(aliveEvery, onAlive);
    try {
        await runAtTimes(options, clock);
    }
    finally {
        stopTelling();
    }
}
async function runAtTimes(options, clock) {
    const { times, signal, run } = options;
    let last = await options.lastRun();
    while (!signal.aborted) {
        const due = dueAfter(times, last, clock.now());
        options.onNext?.(due);
        if (!(await waitUntil(due, signal, clock)))
            return;
        last = new Date(Math.max(clock.now().getTime(), due.getTime()));
        await run(due);
    }
}
function dueAfter(times, last, now) {
    if (last === undefined)
        return times.after(now);
    if (last > now)
        return times.after(last.getTime() - now.getTime() < day ? last : now);
    return times.anyBetween(last, now) ? now : times.after(now);
}
/** False where the signal came first. */
async function waitUntil(due, signal, clock) {
    for (;;) {
        if (signal.aborted)
            return false;
        const left = due.getTime() - clock.now().getTime();
        if (left <= 0)
            return true;
        await clock.sleep(Math.min(left, longestSleep), signal).catch((error) => {
            if (!signal.aborted)
                throw error;
        });
    }
}
