import { legibleExpression } from './legible-text.js';
import { quoteText, unquote } from './sql-text.js';
/** What a column gets when an insert does not name it; undefined for none and for null. */
export function columnDefault(column, logical) {
    const { text, extra, isMariadb } = column;
    const onUpdate = /on update (\S+)/i.exec(extra)?.[1];
    if (text === null || (isMariadb && text === 'NULL')) {
        return onUpdate === undefined ? undefined : { native: `NULL ON UPDATE ${onUpdate}` };
    }
    const expression = isMariadb ? text : expressionOf(text, extra);
    const member = isMariadb ? undefined : binaryMember(text, logical);
    if (member !== undefined)
        return { value: member };
    if (expression !== undefined)
        return classifyExpression(expression, extra, logical);
    if (onUpdate !== undefined)
        return { native: `'${text}' ON UPDATE ${onUpdate}` };
    return constant(text, logical) ?? { native: isBinary(logical) ? bytesLiteral(text) : quoteText(text) };
}
/** Hexadecimal digits after `0x`, or none at all, which by itself is no literal. */
const bytesLiteral = (text) => (/^(?:0x)?$/.test(text) ? "''" : text);
/** MySQL: the default as SQL, where it is an expression. */
function expressionOf(text, extra) {
    if (/^b'[01]*'$/.test(text))
        return text;
    return extra.includes('DEFAULT_GENERATED') ? legibleExpression(text) : undefined;
}
function classifyExpression(text, extra, logical) {
    const onUpdate = /on update (\S+)/i.exec(extra)?.[1];
    if (onUpdate !== undefined)
        return { native: `${text} ON UPDATE ${onUpdate}` };
    if (isNow(text, logical))
        return { now: true };
    const bits = /^b'([01]*)'$/.exec(text)?.[1];
    if (bits !== undefined)
        return constant(bits, logical) ?? { native: text };
    const quoted = /^(?:_utf8mb[34])?'((?:[^'\\]|''|\\.)*)'$/s.exec(text)?.[1];
    if (quoted !== undefined)
        return constant(unquote(quoted), logical) ?? { native: text };
    return (/^-?[\d.]+(e[+-]?\d+)?$/i.test(text) ? constant(text, logical) : undefined) ?? { native: text };
}
function isNow(text, { type }) {
    if (/^\(?(current_timestamp|now|localtimestamp)(\(\d*\))?\)?$/i.test(text))
        return type !== 'text';
    if (type === 'timestamptz')
        return /^\(?utc_timestamp(\(\d*\))?\)?$/i.test(text);
    if (type === 'date')
        return /^\(?(curdate|current_date)(\(\))?\)?$/i.test(text);
    return type === 'time' && /^\(?(curtime|current_time)(\(\d*\))?\)?$/i.test(text);
}
/** MySQL gives the default of an enum in hexadecimal digits where its table's character set is `binary`. */
function binaryMember(text, { type, values = [] }) {
    const digits = type === 'enum' && !values.includes(text) ? /^0x([0-9a-f]+)$/i.exec(text)?.[1] : undefined;
    return digits === undefined ? undefined : Buffer.from(digits, 'hex').toString();
}
const isBinary = ({ type }) => type === 'binary' || type === 'other' || type === 'geometry';
/** The catalog is utf8mb3: a character beyond it is a question mark there, and the member that has one is meant. */
function legibleMember(text, members) {
    if (members.includes(text))
        return text;
    const alike = members.filter((member) => member.replaceAll(/[\u{10000}-\u{10ffff}]/gu, '?') === text);
    return alike.length === 1 ? alike[0] : text;
}
/** A constant's text as in records; undefined where it has no simple form. */
function constant(text, logical) {
    switch (logical.type) {
        case 'boolean':
            return text === '0' || text === '1' ? { value: text === '1' } : integer(text);
        case 'integer':
            return integer(text);
        case 'float':
            return Number.isFinite(Number(text)) ? { value: Number(text) } : undefined;
        case 'timestamp':
            return { value: withoutTrailingZeros(text.replace(' ', 'T')) };
        case 'timestamptz':
            return { value: `${withoutTrailingZeros(text.replace(' ', 'T').replace(/Z$/, ''))}Z` };
        case 'time':
            return { value: withoutTrailingZeros(text) };
        case 'decimal':
        case 'text':
        case 'date':
        case 'uuid':
        case 'inet':
        case 'interval':
        case 'bit':
        case 'range':
            return { value: text };
        case 'enum':
            return { value: legibleMember(text, logical.values ?? []) };
        default:
            return undefined;
    }
}
function integer(text) {
    if (!/^-?\d+$/.test(text))
        return undefined;
    return { value: Number.isSafeInteger(Number(text)) ? Number(text) : text };
}
const withoutTrailingZeros = (text) => text.replace(/(\.\d*?)0+$/, '$1').replace(/\.$/, '');
