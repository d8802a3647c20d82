import type { CronTimes } from './cron-times.ts';
export interface Clock {
    now(): Date;
    /** Rejects with the signal's reason. */
    sleep(milliseconds: number, signal: AbortSignal): Promise<void>;
    /** Calls again and again, so many milliseconds apart, until the function that it gives is called. */
    every(milliseconds: number, call: () => void): () => void;
}
export interface ScheduleOptions {
    times: CronTimes;
    signal: AbortSignal;
    /** When the last backup was made; undefined where there is none. */
    lastRun: () => Promise<Date | undefined>;
    /** One run, to its end. What it does about a failure is its own business: rejecting ends the schedule. */
    run: (due: Date) => Promise<void>;
    /** When the next run will be. */
    onNext?: ((next: Date) => void) | undefined;
    /** Called at least twice a minute, whether it waits or a run goes on. */
    onAlive?: (() => void) | undefined;
    clock?: Clock;
}
/**
 * Runs at each of the times, one run after another, until the signal. A time that passed since the last backup, while
 * nothing ran here or while a run took long, is made up for by one run at once.
 */
export declare function runSchedule(options: ScheduleOptions): Promise<void>;
