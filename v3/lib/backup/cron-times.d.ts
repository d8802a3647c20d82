/**
 * The moments of a cron expression in a time zone. A time that the start of summer leaves out comes as soon as it can;
 * one that comes twice at its end comes once.
 */
export interface CronTimes {
    /** The first one after a moment. */
    after(moment: Date): Date;
    /** Whether there is one after `from`, up to and with `to`. */
    anyBetween(from: Date, to: Date): boolean;
}
/** TaskError 2 where it is no expression of five fields (or `@daily` and the like), or never comes. */
export declare function cronTimes(expression: string, timezone?: string): CronTimes;
