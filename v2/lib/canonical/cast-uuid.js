import { bytesOf, unfit, untagged } from './cast-cell.js';
import { valueKind } from './record-scanner.js';
const hyphenated = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const bare = /^[0-9a-f]{32}$/;
/** Between UUIDs and their digits, with hyphens or, in a column of 32 characters, without, or their 16 bytes. */
export function uuidWriter(source, target, { isUpper, isTagged }) {
    const write = writerOf(target, isUpper && (isTagged || target.type === 'text'));
    const quoted = (out, cell) => out.ascii(`"${write(readDigits(cell, source, isUpper))}"`);
    if (!isTagged)
        return quoted;
    return (out, cell) => {
        out.ascii('{"$text":');
        quoted(out, cell);
        out.ascii('}');
    };
}
/** The 32 digits in lower case. */
function readDigits(cell, source, isUpper) {
    const tagged = untagged(cell, 'text');
    const { kind } = tagged ?? cell;
    const text = kind === valueKind.plainString ? bytesOf(tagged ?? cell) : unfit('is no UUID');
    if (source.type === 'binary')
        return digitsOfBytes(text);
    const isCanonical = source.type === 'uuid' && tagged === undefined;
    const lower = isUpper && !isCanonical ? lowered(text) : text;
    const isBare = source.type === 'text' && source.length === 32;
    if (!(isBare ? bare : hyphenated).test(lower))
        unfit(reasonOf(text, isBare));
    return lower.replaceAll('-', '');
}
function lowered(text) {
    const lower = text.toLowerCase();
    if (lower.toUpperCase() !== text)
        unfit('is no UUID in upper case');
    return lower;
}
function reasonOf(text, isBare) {
    const lower = text.toLowerCase();
    if (lower !== text && (bare.test(lower) || hyphenated.test(lower)))
        return 'is a UUID in upper case, and would come back in lower case (the cast uuid-uppercase keeps it)';
    if (isBare ? hyphenated.test(text) : bare.test(text))
        return `is a UUID ${isBare ? 'with' : 'without'} hyphens, and would come back ${isBare ? 'without' : 'with'}`;
    return 'is no UUID';
}
function digitsOfBytes(base64) {
    const bytes = Buffer.from(base64, 'base64');
    if (bytes.length !== 16)
        unfit(`has ${bytes.length} bytes, where a UUID has 16`);
    return bytes.toString('hex');
}
function writerOf({ type, length }, isUpper) {
    if (type === 'binary')
        return (digits) => Buffer.from(digits, 'hex').toString('base64');
    const shape = type === 'text' && length === 32 ? (digits) => digits : withHyphens;
    return isUpper ? (digits) => shape(digits).toUpperCase() : shape;
}
const withHyphens = (digits) => [8, 12, 16, 20, 32].map((end, i) => digits.slice([0, 8, 12, 16, 20][i], end)).join('-');
