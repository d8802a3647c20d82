import { ascii } from './ascii.js';
import { ByteWriter } from './byte-writer.js';
import { writeMinified } from './encode.js';
/** A document without white space as one that is `spaced`. */
export function writeSpaced(out, source, start, end) {
    let clean = start;
    for (let i = start; i < end; i++) {
        const byte = source[i];
        if (byte === ascii.quote)
            i = endOfString(source, i, end);
        else if (byte === ascii.colon || byte === ascii.comma) {
            out.copy(source, clean, i + 1);
            out.byte(ascii.space);
            clean = i + 1;
        }
    }
    out.copy(source, clean, end);
}
function endOfString(source, quote, end) {
    let i = quote + 1;
    while (i < end && source[i] !== ascii.quote)
        i += source[i] === ascii.backslash ? 2 : 1;
    return i;
}
/**
 * How a JSON document is laid out: a load that knows it gives the same text again. Undefined where it could be either,
 * as `5` or `{}`. A document whose strings are escaped in another way than records have them is `other` too.
 */
export function jsonLayout(document) {
    const minified = new ByteWriter(document.length + 16);
    writeMinified(minified, document, 0, document.length);
    const compact = minified.take();
    const out = new ByteWriter(document.length * 2 + 16);
    writeSpaced(out, compact, 0, compact.length);
    const spaced = out.take();
    const isCompact = compact.equals(document);
    const isSpaced = spaced.equals(document);
    if (isCompact && isSpaced)
        return undefined;
    return isCompact ? 'compact' : isSpaced ? 'spaced' : 'other';
}
