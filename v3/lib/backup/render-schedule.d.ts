/** What a schedule is written from. */
export interface RenderedSchedule {
    expression: string;
    timezone: string;
    /** Where `tasks` is to be run: absolute. */
    directory: string;
    /** Of the units and the service: letters, digits, dashes. */
    name: string;
}
/** A line for `crontab -e`, and how to keep what it says. TaskError 2 where cron has no such expression. */
export declare function renderCron({ expression, timezone, directory }: RenderedSchedule): string[];
/** A service and a timer, as two files. TaskError 2 for an expression that no timer can follow. */
export declare function renderSystemd(schedule: RenderedSchedule): string[];
/** A service that schedules by itself. */
export declare function renderCompose({ expression, timezone }: RenderedSchedule): string[];
