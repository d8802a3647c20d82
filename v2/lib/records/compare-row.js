import { compareSorted } from '../canonical/compare-keys.js';
import { RecordScanner, valueKind } from '../canonical/record-scanner.js';
/** A record's line, with its values found: of one side, until the next is scanned. */
export class ScannedLine {
    bytes = Buffer.alloc(0);
    scanner;
    constructor({ columns }) {
        this.scanner = new RecordScanner(columns.map(({ name }) => name));
    }
    /** Gives the position after the line. Throws MalformedRecord. */
    scan(bytes, at) {
        this.bytes = bytes;
        return this.scanner.scan(bytes, at);
    }
    cell(place) {
        const { starts, ends, kinds } = this.scanner;
        return { bytes: this.bytes, start: starts[place], end: ends[place], kind: kinds[place] };
    }
    isNull(place) {
        return this.scanner.kinds[place] === valueKind.null;
    }
}
/** Whether two values are the same bytes, and so need no closer look. */
function isSameSpan(left, leftPlace, right, rightPlace) {
    const [a, b] = [left.scanner, right.scanner];
    if (a.kinds[leftPlace] !== b.kinds[rightPlace])
        return false;
    const [start, end] = [a.starts[leftPlace], a.ends[leftPlace]];
    const [from, to] = [b.starts[rightPlace], b.ends[rightPlace]];
    if (end - start !== to - from)
        return false;
    if (end - start >= nativeCompareFrom)
        return left.bytes.compare(right.bytes, from, to, start, end) === 0;
    for (let i = 0; i < end - start; i++)
        if (left.bytes[start + i] !== right.bytes[from + i])
            return false;
    return true;
}
/** Below this a byte loop is faster. */
const nativeCompareFrom = 64;
function isEqualIn(column, left, right) {
    if (isSameSpan(left, column.left, right, column.right))
        return true;
    if (left.isNull(column.left) || right.isNull(column.right))
        return false;
    return column.normalLeft(left.cell(column.left)) === column.normalRight(right.cell(column.right));
}
export const isEqualRecord = ({ columns }, left, right) => columns.every((column) => isEqualIn(column, left, right));
export const differentColumns = ({ columns }, left, right) => columns.filter((column) => !isEqualIn(column, left, right));
/** Which of two records comes first in the order that both sides have; 0 where that order does not tell them apart. */
export function compareOrder({ order }, left, right) {
    for (const { column, sortLeft, sortRight } of order) {
        if (isSameSpan(left, column.left, right, column.right))
            continue;
        const result = compareSorted(sortLeft(left.cell(column.left)), sortRight(right.cell(column.right)));
        if (result !== 0)
            return result;
    }
    return 0;
}
export const sortedKey = ({ order }, line, side) => order.map(({ column, sortLeft, sortRight }) => side === 'left' ? sortLeft(line.cell(column.left)) : sortRight(line.cell(column.right)));
export function compareSortedKeys(a, b) {
    for (const [index, value] of a.entries()) {
        const result = compareSorted(value, b[index]);
        if (result !== 0)
            return result;
    }
    return 0;
}
/** Values in their normal forms, as one text: the same for equal values of both sides. */
export function normalText(columns, line, side) {
    return columns
        .map((column) => {
        const place = side === 'left' ? column.left : column.right;
        if (line.isNull(place))
            return 'null';
        const normal = (side === 'left' ? column.normalLeft : column.normalRight)(line.cell(place));
        return `${normal.length}:${normal}`;
    })
        .join(',');
}
