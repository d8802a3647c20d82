import { ascii } from '../../canonical/ascii.js';
import { RecordScanner, valueKind } from '../../canonical/record-scanner.js';
const elementKey = Buffer.from('{"":');
const closing = Buffer.from('}');
/**
 * A JSON array as PostgreSQL's array literal in a field of COPY. Each element goes through its own decoder,
 * which writes a field into the form's `scratch`; the field is read back as text and quoted for the literal.
 */
export function decodeArray(out, source, start, end, form) {
    out.byte(ascii.openBrace);
    let isFirst = true;
    for (const [from, to] of elementSpans(source, start, end)) {
        if (!isFirst)
            out.byte(form.delimiter);
        isFirst = false;
        const reason = decodeElement(out, source.subarray(from, to), form);
        if (reason !== undefined)
            return reason;
    }
    out.byte(ascii.closeBrace);
    return undefined;
}
function decodeElement(out, value, form) {
    const { decode, scratch } = form;
    const scanner = new RecordScanner(['']);
    const line = Buffer.concat([elementKey, value, closing]);
    scanner.scan(line, 0);
    const start = scanner.starts[0];
    const end = scanner.ends[0];
    const kind = scanner.kinds[0];
    if (kind === valueKind.null) {
        out.ascii('NULL');
        return undefined;
    }
    if (kind === valueKind.array)
        return decodeArray(out, line, start, end, form);
    scratch.clear();
    const reason = decode(scratch, line, start, end, kind);
    if (reason === undefined)
        writeQuotedElement(out, scratch);
    return reason;
}
/**
 * Backslash and quote get a backslash for the literal, and that one another for COPY. COPY's own escapes of
 * control characters stay as they are: COPY is read first.
 */
function writeQuotedElement(out, field) {
    out.byte(ascii.quote);
    const { buffer, length } = field;
    for (let i = 0; i < length; i++) {
        const byte = buffer[i];
        if (byte === ascii.quote)
            out.ascii('\\\\"');
        else if (byte !== ascii.backslash)
            out.byte(byte);
        else if (buffer[i + 1] === ascii.backslash) {
            out.ascii('\\\\\\\\');
            i++;
        }
        else {
            out.byte(byte);
            out.byte(buffer[++i]);
        }
    }
    out.byte(ascii.quote);
}
/** The spans of the elements of the JSON array in [start, end). */
function* elementSpans(source, start, end) {
    let depth = 0;
    let from = start + 1;
    for (let i = start; i < end; i++) {
        const byte = source[i];
        if (byte === ascii.quote)
            i = endOfString(source, i);
        else if (byte === ascii.openBracket || byte === ascii.openBrace)
            depth++;
        else if (byte === ascii.closeBracket || byte === ascii.closeBrace)
            depth--;
        else if (byte !== ascii.comma)
            continue;
        if (depth === 0 || (depth === 1 && byte === ascii.comma)) {
            if (!isBlank(source, from, i))
                yield [from, i];
            from = i + 1;
        }
    }
}
function endOfString(source, quote) {
    let i = quote + 1;
    while (source[i] !== ascii.quote)
        i += source[i] === ascii.backslash ? 2 : 1;
    return i;
}
function isBlank(source, start, end) {
    for (let i = start; i < end; i++)
        if (source[i] > ascii.space)
            return false;
    return true;
}
