import { ascii, isDigit } from '../../canonical/ascii.js';
import { writeTaggedText } from './finish-cell.js';
import { formOf } from './temporal-form.js';
const dateLength = 10;
const timeLength = 8;
/** Digits of a fraction that are taken for one: no engine keeps more, and nanoseconds are refused there by name. */
const maxFraction = 9;
/** Texts of a temporal column, as JSON strings: canonical where they are in the column's form, else tagged. */
export function temporalFinisher(column) {
    const form = formOf(column);
    const suffix = Buffer.from(form.suffix);
    const endOf = column.type === 'date' ? endOfDate : column.type === 'time' ? endOfTime : endOfMoment;
    const isMoment = endOf === endOfMoment;
    const hasZone = column.type === 'timestamptz';
    const extreme = extremes[column.type];
    return (out, page, start, end) => {
        const stop = end - 1 - suffix.length;
        const canonicalEnd = endsWith(page, stop, suffix) ? endOf(page, start + 1, stop, form) : -1;
        if (canonicalEnd < 0)
            return writeUnusual(out, page, start, end, extreme);
        const from = out.length;
        out.copy(page, start, canonicalEnd);
        if (isMoment)
            out.buffer[from + 1 + dateLength] = ascii.upperT;
        if (hasZone)
            out.byte(ascii.upperZ);
        out.byte(ascii.quote);
    };
}
function writeUnusual(out, page, start, end, extreme) {
    if (extreme.test(page.toString('latin1', start + 1, end - 1)))
        out.copy(page, start, end);
    else
        writeTaggedText(out, page, start, end);
}
/** Values of other engines that no form can write; they are kept in their canonical text. */
const extremes = {
    date: /^(-?infinity|\d{5,}-\d\d-\d\d|\d{4,}-\d\d-\d\d BC)$/,
    time: /^(-\d{2,3}|\d{3}):\d\d:\d\d(\.\d{0,5}[1-9])?$/,
    timestamp: /^(-?infinity|\d{5,}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{0,5}[1-9])?|\d{4,}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{0,5}[1-9])? BC)$/,
    timestamptz: /^(-?infinity|\d{5,}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{0,5}[1-9])?Z|\d{4,}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{0,5}[1-9])?Z BC)$/,
};
function endsWith(page, at, suffix) {
    for (let i = 0; i < suffix.length; i++)
        if (page[at + i] !== suffix[i])
            return false;
    return true;
}
/** YYYY-MM-DD */
const isDate = (page, at) => isDigitPair(page, at) &&
    isDigitPair(page, at + 2) &&
    page[at + 4] === ascii.minus &&
    isDigitPair(page, at + 5) &&
    page[at + 7] === ascii.minus &&
    isDigitPair(page, at + 8);
/** HH:MM:SS */
const isTime = (page, at) => isDigitPair(page, at) &&
    page[at + 2] === ascii.colon &&
    isDigitPair(page, at + 3) &&
    page[at + 5] === ascii.colon &&
    isDigitPair(page, at + 6);
const isDigitPair = (page, at) => isDigit(page[at]) && isDigit(page[at + 1]);
const endOfDate = (page, start, end) => (end - start === dateLength && isDate(page, start) ? end : -1);
const endOfTime = (page, start, end, form) => {
    if (end - start < timeLength || !isTime(page, start))
        return -1;
    return fractionEnd(page, start + timeLength, end, form);
};
const endOfMoment = (page, start, end, form) => {
    const time = start + dateLength + 1;
    if (!isDate(page, start))
        return -1;
    if (page[time - 1] !== (form.separator === 'T' ? ascii.upperT : ascii.space))
        return -1;
    return endOfTime(page, time, end, form);
};
/** Where the fraction that begins at `point` ends without its padding; -1 where the form has no such fraction. */
function fractionEnd(page, point, end, { fraction }) {
    const digits = end - point - 1;
    if (digits < 0)
        return fraction.kind === 'always' ? -1 : point;
    if (page[point] !== ascii.dot)
        return -1;
    for (let i = point + 1; i < end; i++)
        if (!isDigit(page[i]))
            return -1;
    let stop = end;
    while (page[stop - 1] === ascii.zero)
        stop--;
    if (fraction.kind === 'trimmed')
        return digits > 0 && digits <= maxFraction && stop === end ? end : -1;
    if (digits !== fraction.digits)
        return -1;
    if (stop > point + 1)
        return stop;
    return fraction.kind === 'always' ? point : -1;
}
