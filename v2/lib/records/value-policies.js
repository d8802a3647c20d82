import { ascii } from '../canonical/ascii.js';
import { bytesOf, copyCell, isString, tagMark, untagged, } from '../canonical/cast-cell.js';
import { valueKind } from '../canonical/record-scanner.js';
export const nothingChanged = () => ({ nulStripped: {}, nulEscaped: {}, zeroDatesNulled: {} });
/** The policy that may change values of a column, counted in `changed` under `where`; undefined where there is none. */
export function policyOf({ type }, { onNul = 'fail', onZeroDate = 'fail' }, capabilities, changed, where) {
    if (dated.has(type)) {
        if (onZeroDate === 'fail' || capabilities.zeroDates)
            return undefined;
        return { convert: zeroDateToNull(counter(changed.zeroDatesNulled, where)), marks: zeroDateMarks };
    }
    if (onNul === 'fail' || capabilities.nul || withoutText.has(type))
        return undefined;
    const counts = onNul === 'strip' ? changed.nulStripped : changed.nulEscaped;
    return { convert: replaceNuls(type, onNul, counter(counts, where)), marks: [nul] };
}
const dated = new Set(['date', 'timestamp', 'timestamptz']);
const withoutText = new Set([
    'boolean',
    'integer',
    'decimal',
    'float',
    'binary',
    'time',
    'uuid',
    'bit',
]);
const counter = (counts, where) => () => {
    counts[where] = (counts[where] ?? 0) + 1;
};
const nul = Buffer.from('\\u0000');
function replaceNuls(type, policy, count) {
    const replacement = policy === 'strip' ? '' : '\\\\u0000';
    return (out, cell) => {
        const from = out.length;
        if (replaceNul(out, cell, replacement))
            count();
        if (type === 'json')
            keepDocument(out, from, cell);
        return undefined;
    };
}
/** Copies a cell, with its quotes; says whether there was anything to replace. */
function replaceNul(out, cell, replacement) {
    const { bytes, start, end, kind } = cell;
    const quote = isString(cell) ? 1 : 0;
    let clean = start - quote;
    let isFound = false;
    for (let at = start; kind !== valueKind.plainString && at < end; at++) {
        if (bytes[at] !== ascii.backslash)
            continue;
        if (bytes.compare(nul, 0, nul.length, at, Math.min(at + nul.length, end)) !== 0) {
            at++;
            continue;
        }
        out.copy(bytes, clean, at);
        out.ascii(replacement);
        isFound = true;
        clean = at + nul.length;
        at = clean - 1;
    }
    out.copy(bytes, clean, end + quote);
    return isFound;
}
const jsonTag = '{"$json":';
/** A document whose first key has become one that begins with `$` would look like a cell of another kind. */
function keepDocument(out, from, { bytes, start }) {
    const looksTagged = out.buffer.subarray(from, from + tagMark.length).equals(tagMark);
    if (!looksTagged || bytes.subarray(start, start + tagMark.length).equals(tagMark))
        return;
    const document = out.buffer.toString('utf8', from, out.length);
    out.length = from;
    out.utf8(`${jsonTag}${document}}`);
}
/** A month or a day of zero, or a year of zeros. */
const zeroDateMarks = [Buffer.from('-00'), Buffer.from('"0000-')];
const zeroDate = /^(?:0000-\d\d-\d\d|\d{4}-00-\d\d|\d{4}-\d\d-00)(?:$|[ T])/;
const zeroDateToNull = (count) => (out, cell) => {
    const text = textIn(cell);
    if (text === undefined || !zeroDate.test(text))
        copyCell(out, cell);
    else {
        out.ascii('null');
        count();
    }
    return undefined;
};
/** The text of a date as it is, or tagged in a column of SQLite. */
function textIn(cell) {
    const text = untagged(cell, 'text') ?? cell;
    return text.kind === valueKind.plainString ? bytesOf(text) : undefined;
}
