import { Cron } from 'croner';
import { exitCodes, TaskError } from '../errors.js';
/** TaskError 2 where it is no expression of five fields (or `@daily` and the like), or never comes. */
export function cronTimes(expression, timezone = 'UTC') {
    const cron = parse(expression, timezone);
    const after = (moment) => {
        const next = cron.nextRun(moment);
        if (!next)
            throw neverComes(expression);
        return next;
    };
    return { after, anyBetween: (from, to) => after(from) <= to };
}
function parse(expression, timezone) {
    try {
        const cron = new Cron(expression, { timezone, paused: true, mode: '5-part' });
        if (!cron.nextRun())
            throw neverComes(expression);
        return cron;
    }
    catch (error) {
        if (error instanceof TaskError)
            throw error;
        throw new TaskError(`${JSON.stringify(expression)} is no cron expression: ${error.message}`, {
            exitCode: exitCodes.usage,
            hint: 'Five fields: minute, hour, day of the month, month, day of the week; "0 3 * * *" is every day at three.',
            cause: error,
        });
    }
}
const neverComes = (expression) => new TaskError(`The cron expression ${JSON.stringify(expression)} never comes`, {
    exitCode: exitCodes.usage,
    hint: 'There is no such day.',
});
