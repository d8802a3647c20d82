import { isString } from '../canonical/cast-cell.js';
import { differentColumns } from './compare-row.js';
export function changedRecord(plan, left, right) {
    const columns = differentColumns(plan, left, right).map((column) => {
        const [a, b] = shownPair(left.cell(column.left), right.cell(column.right));
        return { name: column.name, left: a, right: b };
    });
    return { key: keyOf(plan, right, 'right'), kind: 'changed', columns };
}
export function loneRecord(plan, line, side) {
    const table = side === 'left' ? plan.left : plan.right;
    const columns = table.columns.map(({ name }, place) => {
        const value = shownFrom(line.cell(place), 0);
        return side === 'left' ? { name, left: value } : { name, right: value };
    });
    return { key: keyOf(plan, line, side), kind: `only-${side}`, columns };
}
export const keyOf = ({ key }, line, side) => Object.fromEntries(key.map((column) => [column.name, shownFrom(line.cell(side === 'left' ? column.left : column.right), 0)]));
/** Bytes of a value that are kept; a program that wants more has the key. */
const keptBytes = 400;
/** Of these, so many before the first difference. */
const keptBefore = 100;
function shownPair(left, right) {
    const difference = firstDifference(left, right);
    return [shownFrom(left, difference), shownFrom(right, difference)];
}
function firstDifference(left, right) {
    const length = Math.min(left.end - left.start, right.end - right.start);
    for (let i = 0; i < length; i++) {
        if (left.bytes[left.start + i] !== right.bytes[right.start + i])
            return i;
    }
    return length;
}
function shownFrom(cell, difference) {
    const quote = isString(cell) ? 1 : 0;
    const [start, end] = [cell.start - quote, cell.end + quote];
    if (end - start <= keptBytes)
        return cell.bytes.toString('utf8', start, end);
    const from = characterAt(cell.bytes, Math.max(start, Math.min(cell.start + difference - keptBefore, end - keptBytes)));
    const to = from + keptBytes >= end ? end : characterAt(cell.bytes, from + keptBytes);
    return `${from > start ? '…' : ''}${cell.bytes.toString('utf8', from, to)}${to < end ? '…' : ''}`;
}
/** The start of the character that the byte belongs to. */
function characterAt(bytes, at) {
    let start = at;
    while (start > 0 && (bytes[start] & 0xc0) === 0x80)
        start--;
    return start;
}
