import { quoteText } from './quote.js';
const now = {
    timestamptz: /^(now\(\)|CURRENT_TIMESTAMP(\(\d\))?|transaction_timestamp\(\))$/,
    timestamp: /^(now\(\)|CURRENT_TIMESTAMP(\(\d\))?|LOCALTIMESTAMP(\(\d\))?)$/,
    date: /^(CURRENT_DATE|now\(\)|\('now'::text\)::date)$/,
    time: /^(LOCALTIME(\(\d\))?|now\(\))$/,
};
/** A column default, from pg_get_expr; undefined where it is null. */
export function readDefault(expression, column) {
    if (/^NULL(::.*)?$/.test(expression))
        return undefined;
    if (now[column.type]?.test(expression))
        return { now: true };
    const constant = readConstant(expression);
    const value = constant === undefined ? undefined : canonicalConstant(constant, column);
    return value === undefined ? { native: expression } : { value };
}
/** The text of a literal with or without a cast. */
function readConstant(expression) {
    const bare = /^\(?(-?\d+(?:\.\d+)?)\)?$/.exec(expression);
    if (bare)
        return bare[1];
    if (expression === 'true' || expression === 'false')
        return expression;
    const literal = /^'((?:[^'\\]|'')*)'::[\w ".(),]+$/.exec(expression);
    return literal?.[1]?.replaceAll("''", "'");
}
function canonicalConstant(text, column) {
    switch (column.type) {
        case 'boolean':
            return /^(true|false|t|f)$/.test(text) ? text.startsWith('t') : undefined;
        case 'integer':
            return /^-?\d+$/.test(text) ? safeInteger(text) : undefined;
        case 'decimal':
            return /^-?\d+(\.\d+)?$/.test(text) ? withScale(text, column.scale) : undefined;
        case 'float':
            return /^-?\d+(\.\d+)?(e[+-]?\d+)?$/.test(text) ? Number(text) : undefined;
        case 'text':
            return column.fixed ? text.trimEnd() : text;
        case 'enum':
        case 'uuid':
        case 'json':
        case 'inet':
            return text;
        case 'date':
            return /^\d{4}-\d\d-\d\d$/.test(text) ? text : undefined;
        case 'time':
            return /^\d\d:\d\d:\d\d(\.\d+)?$/.test(text) ? text : undefined;
        case 'timestamp':
            return /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d+)?$/.test(text) ? text.replace(' ', 'T') : undefined;
        case 'timestamptz':
            return /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d+)?\+00$/.test(text)
                ? text.replace(' ', 'T').replace('+00', 'Z')
                : undefined;
        default:
            return undefined;
    }
}
function safeInteger(text) {
    const value = Number(text);
    return Number.isSafeInteger(value) ? value : text;
}
function withScale(text, scale) {
    if (scale === undefined)
        return text;
    const [integer = '', fraction = ''] = text.split('.');
    const digits = fraction.replace(/0+$/, '');
    if (digits.length > scale)
        return undefined;
    return scale === 0 ? integer : `${integer}.${digits.padEnd(scale, '0')}`;
}
const nowByType = {
    timestamptz: 'CURRENT_TIMESTAMP',
    timestamp: 'LOCALTIMESTAMP',
    date: 'CURRENT_DATE',
    time: 'LOCALTIME',
};
/** The default in PostgreSQL's SQL; undefined where a column of this type cannot have it. */
export function writeDefault(value, column) {
    if ('native' in value)
        return value.native;
    if ('now' in value)
        return nowByType[column.type];
    return writeConstant(value.value, column);
}
function writeConstant(value, column) {
    switch (column.type) {
        case 'boolean':
            return /^(true|false|0|1)$/.test(String(value))
                ? String(value === true || Number(value) === 1)
                : undefined;
        case 'integer':
        case 'decimal':
        case 'float':
            return /^-?\d+(\.\d+)?(e[+-]?\d+)?$/.test(String(Number(value) === 0 ? 0 : value)) && value !== ''
                ? numberLiteral(value)
                : undefined;
        case 'binary':
            return `'\\x${Buffer.from(String(value), 'base64').toString('hex')}'::bytea`;
        case 'date':
        case 'timestamp':
        case 'timestamptz':
            return /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])/.test(String(value))
                ? quoteText(String(value))
                : undefined;
        case 'set':
        case 'array':
            return undefined;
        default:
            return quoteText(String(value));
    }
}
const numberLiteral = (value) => typeof value === 'boolean' ? String(Number(value)) : String(value);
