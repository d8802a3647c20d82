import { ascii } from '../../canonical/ascii.js';
import { writeString } from '../../canonical/encode.js';
/**
 * PostgreSQL's text of an array, `{1,NULL,"a b",{…}}`, to a JSON array. One whose lower bounds are not 1 begins
 * with its bounds and is tagged, since JSON cannot say them.
 */
export function encodeArray(out, source, start, end, element, delimiter) {
    if (source[start] === ascii.openBracket) {
        out.ascii('{"$text":');
        writeString(out, source, start, end);
        out.byte(ascii.closeBrace);
        return;
    }
    encodeLevel(out, source, start, element, delimiter);
}
/** The level whose brace opens at `at`; gives the position after the brace that closes it. */
function encodeLevel(out, source, at, element, delimiter) {
    out.byte(ascii.openBracket);
    let i = at + 1;
    while (source[i] !== ascii.closeBrace) {
        if (source[i] === ascii.openBrace)
            i = encodeLevel(out, source, i, element, delimiter);
        else if (source[i] === ascii.quote)
            i = encodeQuoted(out, source, i + 1, element);
        else
            i = encodeBare(out, source, i, element, delimiter);
        if (source[i] === delimiter) {
            out.byte(ascii.comma);
            i++;
        }
    }
    out.byte(ascii.closeBracket);
    return i + 1;
}
function encodeBare(out, source, start, element, delimiter) {
    let end = start;
    while (source[end] !== delimiter && source[end] !== ascii.closeBrace)
        end++;
    if (isNull(source, start, end))
        out.ascii('null');
    else
        element(out, source, start, end);
    return end;
}
const isNull = (source, start, end) => end - start === 4 && source[start] === ascii.upperN && source.toString('latin1', start, end) === 'NULL';
/** An element in quotes, whose content begins at `start`: backslash and quote have a backslash before them. */
function encodeQuoted(out, source, start, element) {
    let end = start;
    let escapes = 0;
    while (source[end] !== ascii.quote) {
        if (source[end] === ascii.backslash) {
            escapes++;
            end++;
        }
        end++;
    }
    if (escapes === 0)
        element(out, source, start, end);
    else {
        const text = Buffer.allocUnsafe(end - start - escapes);
        for (let i = start, to = 0; i < end; i++) {
            if (source[i] === ascii.backslash)
                i++;
            text[to++] = source[i];
        }
        element(out, text, 0, text.length);
    }
    return end + 1;
}
