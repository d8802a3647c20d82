import { ascii } from './ascii.js';
import { decodeString } from './decode.js';
import { valueKind } from './record-scanner.js';
/** Why a value cannot be had in another form. No Error: a trial may throw millions, and nobody sees their stacks. */
class Unfit {
    reason;
    constructor(reason) {
        this.reason = reason;
    }
}
export const unfit = (reason) => {
    throw new Unfit(reason);
};
export const conversionOf = (write) => (out, cell) => {
    try {
        write(out, cell);
        return undefined;
    }
    catch (error) {
        if (error instanceof Unfit)
            return error.reason;
        throw error;
    }
};
export const isString = ({ kind }) => kind === valueKind.plainString || kind === valueKind.escapedString;
/** The text of a cell that is a string; undefined for any other. */
export const stringOf = ({ bytes, start, end, kind }) => {
    if (kind === valueKind.plainString)
        return bytes.toString('utf8', start, end);
    return kind === valueKind.escapedString ? decodeString(bytes, start, end) : undefined;
};
/** The bytes of a short value that has no escapes. */
export const bytesOf = ({ bytes, start, end }) => bytes.toString('latin1', start, end);
/** What begins a cell that is not what its column says (docs/dump-format.md). */
export const tagMark = Buffer.from('{"$');
const tags = {
    integer: Buffer.from('{"$integer":'),
    real: Buffer.from('{"$real":'),
    text: Buffer.from('{"$text":'),
    json: Buffer.from('{"$json":'),
};
/** What a cell with this tag holds; undefined for a cell without it. */
export function untagged(cell, tag) {
    const { bytes, start, end, kind } = cell;
    const begin = tags[tag];
    if (kind !== valueKind.object || end - start <= begin.length)
        return undefined;
    if (bytes.compare(begin, 0, begin.length, start, start + begin.length) !== 0)
        return undefined;
    return cellAt(bytes, start + begin.length, end - 1);
}
/** The cell of one JSON value. */
export function cellAt(bytes, start, end) {
    const first = bytes[start];
    if (first !== ascii.quote)
        return { bytes, start, end, kind: kindByByte[first] ?? valueKind.number };
    const isEscaped = bytes.subarray(start + 1, end - 1).includes(ascii.backslash);
    const kind = isEscaped ? valueKind.escapedString : valueKind.plainString;
    return { bytes, start: start + 1, end: end - 1, kind };
}
const kindByByte = {
    [ascii.n]: valueKind.null,
    [ascii.t]: valueKind.true,
    [ascii.f]: valueKind.false,
    [ascii.openBrace]: valueKind.object,
    [ascii.openBracket]: valueKind.array,
};
/** A cell as it stands, with its quotes. */
export function copyCell(out, cell) {
    const quote = isString(cell) ? 1 : 0;
    out.copy(cell.bytes, cell.start - quote, cell.end + quote);
}
