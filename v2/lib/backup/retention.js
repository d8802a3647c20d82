import { newestFirst } from './backup-name.js';
/** Periods by their rule, from what a moment of theirs is called. */
const periods = {
    hourly: (at) => `${at.day}T${at.hour}`,
    daily: (at) => at.day,
    weekly: (at) => mondayOf(at.day),
    monthly: (at) => at.day.slice(0, 7),
    yearly: (at) => at.day.slice(0, 4),
};
/**
 * Which backups stay, newest first, each with its reasons. In each group: the newest of each of the last so many hours,
 * days, weeks, months and years that have one, the last so many, and all within a span before the newest. The newest
 * good one, pinned ones, those that are not good (they count for nothing) and those of the future always stay; without
 * any rule all do.
 *
 * Time is counted from the newest backup that is not of the future, never from the clock: while the owner is away, or
 * when the clock has jumped, nothing becomes too old.
 */
export function applyRetention(backups, keep, options) {
    const verdicts = [...backups]
        .sort(newestFirst)
        .map((backup) => ({ backup, keep: false, reasons: [] }));
    const local = localTime(options.timezone ?? 'UTC');
    for (const group of groupsOf(verdicts, options.now))
        judge(group, keep, local);
    for (const verdict of verdicts)
        finish(verdict, options.now);
    return verdicts;
}
/** Those that count, by group. */
function groupsOf(verdicts, now) {
    const groups = new Map();
    for (const verdict of verdicts) {
        const { backup } = verdict;
        if (!backup.good || backup.created > now)
            continue;
        const group = groups.get(backup.group);
        if (group)
            group.push(verdict);
        else
            groups.set(backup.group, [verdict]);
    }
    return [...groups.values()];
}
function judge(group, keep, local) {
    const newest = group[0];
    newest.reasons.push('the newest good one');
    const within = keep.within === undefined ? undefined : before(newest.backup.created, keep.within);
    const rules = Object.keys(periods).filter((period) => (keep[period] ?? 0) > 0);
    if (rules.length === 0 && !keep.last && within === undefined) {
        for (const { reasons } of group)
            reasons.push('no rule is set');
        return;
    }
    for (const [index, { backup, reasons }] of group.entries()) {
        if (index < (keep.last ?? 0))
            reasons.push(`last ${index + 1} of ${keep.last}`);
        if (within !== undefined && backup.created >= within)
            reasons.push(`within ${keep.within}`);
    }
    for (const period of rules)
        keepPeriods(group, period, keep[period], local);
}
/** The newest of each of the last `count` periods that have one. */
function keepPeriods(group, period, count, local) {
    const seen = new Set();
    for (const { backup, reasons } of group) {
        const name = periods[period](local(backup.created));
        if (seen.has(name))
            continue;
        if (seen.size === count)
            return;
        seen.add(name);
        reasons.push(`${period} ${seen.size} of ${count}`);
    }
}
function finish(verdict, now) {
    const { backup, reasons } = verdict;
    if (!backup.good)
        reasons.push('not whole: neither counted nor removed');
    else if (backup.created > now)
        reasons.push('of the future: not counted');
    if (backup.pinned)
        reasons.push('pinned');
    if (backup.held)
        reasons.push('an update may go back to it');
    verdict.keep = reasons.length > 0;
    if (!verdict.keep)
        reasons.push('no rule keeps it');
}
const spanParts = /(\d+)([ymwdh])/g;
/** The moment a span such as `1y6m` or `12h` earlier, by the calendar. */
function before(moment, span) {
    const result = new Date(moment);
    for (const [, digits, unit] of span.matchAll(spanParts)) {
        const amount = Number(digits);
        if (unit === 'y')
            subtractMonths(result, amount * 12);
        else if (unit === 'm')
            subtractMonths(result, amount);
        else
            result.setTime(result.getTime() - amount * hoursOf[unit] * 3_600_000);
    }
    return result;
}
const hoursOf = { w: 7 * 24, d: 24, h: 1 };
/** A month before March 31 is the last of February. */
function subtractMonths(moment, months) {
    const day = moment.getUTCDate();
    moment.setUTCMonth(moment.getUTCMonth() - months);
    if (moment.getUTCDate() !== day)
        moment.setUTCDate(0);
}
function localTime(timeZone) {
    const format = new Intl.DateTimeFormat('en-CA', {
        timeZone,
        calendar: 'iso8601',
        year: 'numeric',
        month: '2-digit',
        day: '2-digit',
        hour: '2-digit',
        hourCycle: 'h23',
        timeZoneName: 'shortOffset',
    });
    return (moment) => {
        const parts = Object.fromEntries(format.formatToParts(moment).map(({ type, value }) => [type, value]));
        // The hour that comes twice when summer ends is two hours.
        return {
            day: `${parts.year}-${parts.month}-${parts.day}`,
            hour: `${parts.hour}${parts.timeZoneName}`,
        };
    };
}
function mondayOf(day) {
    const date = new Date(`${day}T00:00:00Z`);
    date.setUTCDate(date.getUTCDate() - ((date.getUTCDay() + 6) % 7));
    return date.toISOString().slice(0, 10);
}
