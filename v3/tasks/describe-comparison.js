import { printable } from '../lib/printable.js';
import { count, counted } from './summary.js';
/** What differs, as lines: a table with its numbers, below it its first records, below these their values. */
export function describeComparison(result) {
    const { left, right, tables, onlyLeft, onlyRight, ignored } = result;
    const lone = [
        ...onlyLeft.map((name) => `${printable(name)}: only in ${left}`),
        ...onlyRight.map((name) => `${printable(name)}: only in ${right}`),
    ];
    const ignoresColumns = ignored.length > 0;
    const worth = tables.filter((table) => !table.equal || table.unaligned !== undefined);
    return [
        ...(ignored.length > 0 ? [] : lone),
        ...worth.flatMap((table) => describeTable(table, result, ignoresColumns)),
    ];
}
function describeTable(table, names, ignoresColumns) {
    const { columnsOnlyLeft, columnsOnlyRight, incomparable, differences } = table;
    const columns = ignoresColumns
        ? []
        : [
            ...columnsOnlyLeft.map((name) => `  ${printable(name)}: only in ${names.left}`),
            ...columnsOnlyRight.map((name) => `  ${printable(name)}: only in ${names.right}`),
        ];
    const differing = table.onlyLeft + table.onlyRight + table.changed;
    const more = differing - differences.length;
    return [
        `${printable(table.name)}: ${countsOf(table, names)}`,
        ...columns,
        ...incomparable.map((reason) => `  ${printable(reason)}`),
        ...differences.flatMap((difference) => describeRecord(difference, names)),
        ...(more > 0 ? [`  and ${count(more)} more (--limit shows them)`] : []),
    ];
}
function countsOf({ left, right, onlyLeft, onlyRight, changed, unaligned, equal }, names) {
    const records = left === right ? counted(left, 'record') : `${counted(left, 'record')} against ${count(right)}`;
    if (unaligned !== undefined) {
        return equal
            ? `the same ${counted(left, 'record')} in another order: ${printable(unaligned)}`
            : `different (${records}), and cannot be lined up: ${printable(unaligned)}`;
    }
    const parts = [
        ...(changed > 0 ? [`${count(changed)} changed`] : []),
        ...(onlyLeft > 0 ? [`${count(onlyLeft)} only in ${names.left}`] : []),
        ...(onlyRight > 0 ? [`${count(onlyRight)} only in ${names.right}`] : []),
    ];
    return parts.length === 0 ? `its columns differ (${records})` : `${parts.join(', ')} (${records})`;
}
const shownColumns = 5;
function describeRecord({ key, kind, columns }, names) {
    const entries = Object.entries(key);
    const where = entries.map(([name, value]) => `${printable(name)}=${shorten(value, 0, 40)}`).join(', ');
    if (kind !== 'changed') {
        const side = kind === 'only-left' ? 'left' : 'right';
        const rest = columns.filter(({ name }) => !(name in key));
        const values = rest
            .slice(0, shownColumns)
            .map((column) => `${printable(column.name)}=${shorten(column[side], 0, 24)}`);
        const all = [where, ...values, ...(rest.length > shownColumns ? ['…'] : [])].filter((text) => text !== '');
        return [`  only in ${names[side]}: ${all.join(', ')}`];
    }
    const width = Math.max(names.left.length, names.right.length);
    return [
        `  ${where === '' ? 'changed' : where}`,
        ...columns.flatMap(({ name, left = '', right = '' }) => {
            const at = firstDifference(left, right);
            return [
                `    ${printable(name)}`,
                `      ${names.left.padEnd(width)}  ${shorten(left, at, shownWidth)}`,
                `      ${names.right.padEnd(width)}  ${shorten(right, at, shownWidth)}`,
            ];
        }),
    ];
}
const shownWidth = 60;
/** Of these, so many before the first difference. */
const shownBefore = 20;
function firstDifference(left, right) {
    let at = 0;
    while (at < left.length && at < right.length && left[at] === right[at])
        at++;
    return at;
}
/** The part of a long text around the place where it differs. */
function shorten(text, at, width) {
    if (text.length <= width)
        return printable(text);
    const from = Math.max(0, Math.min(at - shownBefore, text.length - width));
    const to = Math.min(text.length, from + width);
    return `${from > 0 ? '…' : ''}${printable(text.slice(from, to).toWellFormed())}${to < text.length ? '…' : ''}`;
}
