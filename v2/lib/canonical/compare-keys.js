import { stringOf } from './cast-cell.js';
import { compareMoments, sortedMoment } from './compare-moment.js';
import { compareNumbers, normalNumber, sortedNumber } from './compare-number.js';
import { digitsOf, numberOfBits, untag } from './compare-values.js';
import { valueKind } from './record-scanner.js';
const sortings = {
    boolean: 'number',
    integer: 'number',
    decimal: 'number',
    float: 'number',
    date: 'moment',
    time: 'moment',
    timestamp: 'moment',
    timestamptz: 'moment',
    text: 'text',
    uuid: 'text',
    enum: 'text',
    bit: 'text',
    binary: 'binary',
};
/**
 * How the values of two columns are put in one order. Undefined where no order is known in which both engines give
 * them: by an engine's own text of an interval, say.
 */
export function sortedForms([left, right], [normalLeft, normalRight]) {
    const sorting = sortingOf(left, right);
    if (sorting === undefined)
        return undefined;
    const isRewritten = left.type !== right.type || left.fixed !== right.fixed;
    const form = (column, normal) => sortedForm(sorting, column, normal, isRewritten);
    return [form(left, normalLeft), form(right, normalRight)];
}
function sortingOf(left, right) {
    const [a, b] = [sortings[left.type], sortings[right.type]];
    if (a === b)
        return a === 'moment' && (left.type === 'time') !== (right.type === 'time') ? undefined : a;
    if (a === undefined || b === undefined)
        return undefined;
    if ([left.type, right.type].includes('bit') && (a === 'number' || b === 'number'))
        return 'number';
    return a === 'moment' || b === 'moment' ? 'moment' : undefined;
}
/** `isRewritten`: texts are in the order of their normal form, as of UUIDs of which one column has no hyphens. */
function sortedForm(sorting, column, normal, isRewritten) {
    const form = plainForm(sorting, column, normal, isRewritten);
    return (cell) => {
        if (cell.kind === valueKind.null)
            return first;
        return cell.kind === valueKind.object ? (taggedForm(cell) ?? form(cell)) : form(cell);
    };
}
const first = { rank: 0 };
const asText = (text) => ({ rank: 2, text: Buffer.from(text) });
function asNumber(normal) {
    return normal === undefined ? undefined : { rank: 1, number: sortedNumber(normal) };
}
function plainForm(sorting, column, normal, isRewritten) {
    switch (sorting) {
        case 'number':
            return (cell) => {
                const bits = column.type === 'bit' ? numberOfBits(cell) : undefined;
                return asNumber(bits ?? normalNumber(digitsOf(cell) ?? '')) ?? asText(writtenText(cell));
            };
        case 'moment':
            return (cell) => {
                const text = writtenText(cell);
                const moment = sortedMoment(text) ?? sortedMoment(normal(cell));
                return moment === undefined ? asText(text) : { rank: 2, moment };
            };
        case 'binary':
            return (cell) => ({ rank: 3, text: Buffer.from(writtenText(cell), 'base64') });
        case 'text':
            return isRewritten ? (cell) => asText(normal(cell)) : textForm;
    }
}
const textForm = (cell) => {
    const { bytes, start, end, kind } = cell;
    if (kind === valueKind.plainString)
        return { rank: 2, text: Buffer.from(bytes.subarray(start, end)) };
    return asText(writtenText(cell));
};
const writtenText = (cell) => stringOf(cell) ?? cell.bytes.toString('utf8', cell.start, cell.end);
/** By its storage class, where the cell is tagged with one. */
function taggedForm(cell) {
    const tagged = untag(cell);
    if (!tagged)
        return undefined;
    const text = writtenText(tagged.cell);
    switch (tagged.tag) {
        case '$integer':
        case '$real':
            return asNumber(normalNumber(text));
        case '$text':
            return asText(text);
        case '$invalid':
            return { rank: 2, text: Buffer.from(text, 'base64') };
        case '$blob':
            return { rank: 3, text: Buffer.from(text, 'base64') };
        default:
            return undefined;
    }
}
export function compareSorted(a, b) {
    if (a.rank !== b.rank)
        return a.rank - b.rank;
    if ('number' in a && 'number' in b)
        return compareNumbers(a.number, b.number);
    if ('moment' in a && 'moment' in b)
        return compareMoments(a.moment, b.moment);
    if ('text' in a && 'text' in b)
        return Buffer.compare(a.text, b.text);
    // Of a temporal column, a text that is no moment: where it belongs among them is the engine's affair.
    return 'moment' in a ? -1 : 'moment' in b ? 1 : 0;
}
