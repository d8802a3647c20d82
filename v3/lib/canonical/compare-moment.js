const momentPattern = /^(\d+)(-\d\d-\d\d)(?:T(\d\d:\d\d:\d\d(?:\.\d+)?))?Z?( BC)?$/;
const clockPattern = /^(-?)(\d+)(:\d\d:\d\d(?:\.\d+)?)$/;
/** Of canonical texts (docs/dump-format.md); a date is its midnight. Undefined for any other text. */
export function sortedMoment(text) {
    const match = momentPattern.exec(text);
    if (match) {
        const [, digits = '', day = '', clock = '00:00:00', isBefore] = match;
        const year = isBefore ? -Number(digits) : Number(digits);
        return { era: isBefore ? 1 : 2, year, rest: `${day}T${clock}`, isNegative: false };
    }
    const clock = clockPattern.exec(text);
    if (clock) {
        const isNegative = clock[1] === '-';
        return {
            era: isNegative ? 1 : 2,
            year: (isNegative ? -1 : 1) * Number(clock[2]),
            rest: clock[3],
            isNegative,
        };
    }
    if (text === 'infinity' || text === '-infinity')
        return { era: text === 'infinity' ? 3 : 0, year: 0, rest: '', isNegative: false };
    return undefined;
}
export function compareMoments(a, b) {
    if (a.era !== b.era)
        return a.era - b.era;
    if (a.year !== b.year)
        return a.year - b.year;
    if (a.rest === b.rest)
        return 0;
    const order = a.rest < b.rest ? -1 : 1;
    return a.isNegative ? -order : order;
}
/**
 * A date, timestamp or timestamptz in one form: a date as its midnight, without zone. Of text columns also the other
 * ways to write it that an import takes: a blank for the T, zeros behind the fraction, a zone that is UTC.
 */
export function normalMoment(text) {
    const match = /^(\d+-\d\d-\d\d)(?:[T ](\d\d:\d\d:\d\d)(?:\.(\d+))?)?(?:Z|\+00(?::?00)?)?( BC)?$/.exec(text);
    if (!match)
        return text;
    const [, day = '', clock = '00:00:00', fraction = '', before = ''] = match;
    const digits = fraction.replace(/0+$/, '');
    return `${day}T${clock}${digits === '' ? '' : `.${digits}`}${before}`;
}
const durationPattern = /^P(?:(-?\d+)Y)?(?:(-?\d+)M)?(?:(-?\d+)W)?(?:(-?\d+)D)?(?:T(?:(-?\d+)H)?(?:(-?\d+)M)?(?:(-?)(\d+)(?:\.(\d+))?S)?)?$/;
/** A time or an interval as months, days and microseconds, which are the parts that do not turn into each other. */
export function normalDuration(text) {
    const clock = /^(-?)(\d+):(\d\d):(\d\d)(?:\.(\d{1,6})0*)?$/.exec(text);
    if (clock) {
        const [, sign = '', hours = '0', minutes = '0', seconds = '0', fraction = ''] = clock;
        const micros = microsOf(hours, minutes, '', seconds, fraction);
        return `0 0 ${sign === '-' ? -micros : micros}`;
    }
    const match = durationPattern.exec(text);
    if (!match || text === 'P')
        return text;
    const [, years = '0', months = '0', weeks = '0', days = '0', hours = '0', minutes = '0'] = match;
    const [sign = '', seconds = '0', fraction = ''] = match.slice(7);
    return [
        BigInt(years) * 12n + BigInt(months),
        BigInt(weeks) * 7n + BigInt(days),
        microsOf(hours, minutes, sign, seconds, fraction),
    ].join(' ');
}
function microsOf(hours, minutes, sign, seconds, fraction) {
    const rest = BigInt(seconds) * 1000000n + BigInt(fraction.slice(0, 6).padEnd(6, '0'));
    return (BigInt(hours) * 60n + BigInt(minutes)) * 60000000n + (sign === '-' ? -rest : rest);
}
