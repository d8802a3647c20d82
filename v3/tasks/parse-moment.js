import { exitCodes, TaskError } from '../lib/errors.js';
const form = /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d))?)?(Z|[+-]\d\d:?\d\d)?$/;
/** `2026-11-19`, `2026-11-19T12:00`, `2026-11-19T12:00:30Z`, `…+01:00`; without a zone it is in `timezone`. */
export function parseMoment(text, timezone = 'UTC') {
    const match = form.exec(text.trim());
    if (!match)
        throw noMoment(text);
    const [, year, month, day, hour = '23', minute = '59', second = '59', zone] = match;
    const asUtc = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}.999Z`);
    if (Number.isNaN(asUtc.getTime()) || asUtc.getUTCDate() !== Number(day))
        throw noMoment(text);
    if (zone !== undefined)
        return new Date(asUtc.getTime() - zoneMinutes(zone) * 60_000);
    // The offset there at about that moment; once more, for where it changes in between.
    const first = new Date(asUtc.getTime() - offsetMinutes(asUtc, timezone) * 60_000);
    return new Date(asUtc.getTime() - offsetMinutes(first, timezone) * 60_000);
}
function zoneMinutes(zone) {
    if (zone === 'Z')
        return 0;
    const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(-2));
    return zone.startsWith('-') ? -minutes : minutes;
}
function offsetMinutes(moment, timeZone) {
    const parts = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' }).formatToParts(moment);
    const name = parts.find(({ type }) => type === 'timeZoneName')?.value ?? 'GMT';
    const zone = /[+-]\d\d:\d\d/.exec(name)?.[0];
    return zone === undefined ? 0 : zoneMinutes(zone);
}
const noMoment = (text) => new TaskError(`${JSON.stringify(text)} is no moment`, {
    exitCode: exitCodes.usage,
    hint: 'Write 2026-11-19T12:00, with Z or +01:00 behind it for a zone other than backup.timezone.',
});
