import { ascii } from '../../canonical/ascii.js';
import { byteOfEscape, hexUnit, isHighSurrogate, isLowSurrogate, lowUnitAfter, } from '../../canonical/json-escapes.js';
import { valueKind } from '../../canonical/record-scanner.js';
import { takesBareUuid } from '../../schema/fit.js';
import { affinityOf } from './affinity.js';
import { writeBytesOfBase64 } from './encode-cell.js';
import { isTemporal } from './temporal-form.js';
/** From here on a cell is bound by itself: in an array SQLite would hold it six times over. */
export const longCellBytes = 1_000_000;
/** undefined for columns that have no long cells, or where SQLite would have to look at them. */
export function longCellBinder(source, target, affinity) {
    const isPlain = !isTemporal(target.type) && !takesBareUuid(source, target);
    if (!isPlain)
        return undefined;
    if (target.type === 'binary')
        return bindBinary;
    const keepsText = affinity === 'text' || affinity === 'blob';
    if (target.type === 'json' && source.type === 'json') {
        return affinityOf(target.native) !== 'numeric' && source.form === undefined && target.form === undefined
            ? bindDocument
            : undefined;
    }
    return target.type === 'text' && source.type === 'text' && keepsText ? bindText : undefined;
}
const bindBinary = (cell, out) => {
    if (cell.kind !== valueKind.plainString)
        return undefined;
    makeRoom(out, cell.end - cell.start);
    return writeBytesOfBase64(out, cell) ? written(out) : undefined;
};
/** With some to spare, for the next one may be a little longer; memory that nobody writes to takes none. */
function makeRoom(out, bytes) {
    if (out.buffer.length >= bytes)
        return;
    out.take();
    out.reserve(bytes * 2);
}
const written = (out) => out.buffer.subarray(0, out.length);
/** Tags are left to others; an object that begins with a key like theirs is tagged itself. */
const bindDocument = ({ bytes, kind, start, end }) => {
    const isTagged = kind === valueKind.object && bytes[start + 2] === ascii.dollar;
    const isNested = kind === valueKind.array || kind === valueKind.object;
    return isNested && !isTagged ? bytes.subarray(start, end) : undefined;
};
const bindText = (cell, out) => {
    if (cell.kind === valueKind.plainString)
        return cell.bytes.subarray(cell.start, cell.end);
    return cell.kind === valueKind.escapedString && writeContent(out, cell) ? written(out) : undefined;
};
/** The bytes that a JSON string's content means; gives false where it holds half of a surrogate pair. */
function writeContent(out, { bytes, start, end }) {
    makeRoom(out, end - start);
    let at = start;
    while (at < end) {
        const next = bytes.indexOf(ascii.backslash, at);
        const stop = next < 0 || next > end ? end : next;
        out.copy(bytes, at, stop);
        at = stop === end ? end : writeUnescaped(out, bytes, stop, end);
        if (at < 0)
            return false;
    }
    return true;
}
/** Gives the position after the escape at `at`; -1 where it is half of a pair. */
function writeUnescaped(out, bytes, at, end) {
    const letter = bytes[at + 1];
    if (letter !== ascii.u) {
        out.byte(byteOfEscape[letter]);
        return at + 2;
    }
    const unit = hexUnit(bytes, at + 2, end);
    const low = isHighSurrogate(unit) ? lowUnitAfter(bytes, at, end) : -1;
    if (low < 0 && (isHighSurrogate(unit) || isLowSurrogate(unit)))
        return -1;
    out.utf8(low < 0 ? String.fromCharCode(unit) : String.fromCharCode(unit, low));
    return at + (low < 0 ? 6 : 12);
}
