import { ascii } from '../../canonical/ascii.js';
import { rememberedType } from '../../schema/logical-type.js';
/** Digits of the second's fraction without a declared precision. */
const defaultFraction = 6;
const simpleTypes = {
    boolean: { type: 'boolean' },
    smallint: { type: 'integer', bits: 16 },
    integer: { type: 'integer', bits: 32 },
    bigint: { type: 'integer', bits: 64 },
    oid: { type: 'integer', bits: 32, unsigned: true },
    numeric: { type: 'decimal' },
    real: { type: 'float', bits: 32 },
    'double precision': { type: 'float', bits: 64 },
    text: { type: 'text' },
    'character varying': { type: 'text' },
    bpchar: { type: 'text' },
    citext: { type: 'text' },
    name: { type: 'text' },
    bytea: { type: 'binary' },
    date: { type: 'date' },
    json: { type: 'json' },
    jsonb: { type: 'json', byValue: true },
    uuid: { type: 'uuid' },
    inet: { type: 'inet' },
    cidr: { type: 'inet' },
    interval: { type: 'interval' },
    'bit varying': { type: 'bit' },
    geometry: { type: 'geometry' },
    geography: { type: 'geometry' },
};
/**
 * What a type means that PostgreSQL itself or a well-known extension brings, by its name as format_type writes
 * it; undefined for enums, domains, ranges and everything else that the catalog must be asked about.
 */
export function readNativeType(native) {
    if (native.endsWith('[]'))
        return readArray(native.slice(0, native.indexOf('[]')));
    const match = /^(.*?)(?:\((-?\d+)(?:,(-?\d+))?\))?( with(?:out)? time zone)?$/.exec(native);
    if (!match)
        return undefined;
    const [, base = '', first, second, zone] = match;
    const name = base.replace(/^.*\./, '');
    if (zone !== undefined)
        return readTemporal(name, zone, first);
    const simple = simpleTypes[name];
    switch (name) {
        case 'numeric':
            return first === undefined ? { type: 'decimal' } : readDecimal(Number(first), Number(second ?? 0));
        case 'character varying':
        case 'bit varying':
            return first === undefined ? simple : { ...simple, length: Number(first) };
        case 'character':
            return { type: 'text', length: Number(first ?? 1), fixed: true };
        case 'bit':
            return { type: 'bit', length: Number(first ?? 1), fixed: true };
        case 'interval':
            return first === undefined ? simple : { type: 'interval', precision: Number(first) };
    }
    if (name.startsWith('interval '))
        return { type: 'interval', ...(first ? { precision: Number(first) } : {}) };
    if (/^(int4|int8|num|ts|tstz|date)(multi)?range$/.test(name))
        return { type: 'range' };
    return simple;
}
/** A negative scale rounds to tens and hundreds: such a column is one of so many more digits. */
function readDecimal(precision, scale) {
    if (scale < 0)
        return { type: 'decimal', precision: precision - scale, scale: 0 };
    return { type: 'decimal', precision: Math.max(precision, scale), scale };
}
function readTemporal(name, zone, precision) {
    const withZone = zone === ' with time zone';
    const fraction = precision === undefined ? defaultFraction : Number(precision);
    if (name === 'timestamp')
        return { type: withZone ? 'timestamptz' : 'timestamp', precision: fraction };
    if (name === 'time' && !withZone)
        return { type: 'time', precision: fraction };
    return undefined;
}
/** An array carries what its elements are, their bits, scale and so on included. */
function readArray(native) {
    return arrayOf(readNativeType(native) ?? { type: 'other' });
}
export function arrayOf(element) {
    const { type, ...rest } = element;
    return { type: 'array', ...rest, element: type };
}
/** What the elements of an array are. */
export function elementOf(array) {
    const { type: _, element = 'other', ...rest } = array;
    return { type: element, ...rest };
}
/** What stands between the elements of an array of this type, as a byte: a comma but for types whose text has commas of its own. */
export function arrayDelimiter(element) {
    const name = element.replace(/^.*\./, '').replace(/\(.*$/, '');
    if (name === 'box')
        return ascii.semicolon;
    return name === 'geometry' || name === 'geography' ? ascii.colon : ascii.comma;
}
/** The type that holds a logical type from another engine without loss. */
export function writeNativeType(column) {
    switch (column.type) {
        case 'boolean':
        case 'date':
        case 'uuid':
        case 'inet':
            return column.type;
        case 'integer':
            return integerType(column);
        case 'decimal':
            return decimalType(column);
        case 'float':
            return column.bits === 32 ? 'real' : 'double precision';
        case 'text':
            return textType(column);
        case 'binary':
            return 'bytea';
        case 'time':
            return `time${fraction(column)} without time zone`;
        case 'timestamp':
            return `timestamp${fraction(column)} without time zone`;
        case 'timestamptz':
            return `timestamp${fraction(column)} with time zone`;
        case 'interval':
            return 'interval';
        case 'json':
            return jsonType(column);
        case 'enum':
            return 'text';
        case 'set':
            return 'text[]';
        case 'array':
            return `${writeNativeType(elementOf(column))}[]`;
        case 'bit':
            return bitType(column);
        case 'range':
        case 'geometry':
        case 'other':
            return 'text';
    }
}
function integerType({ bits = 64, unsigned }) {
    const needed = unsigned ? bits + 1 : bits;
    if (needed <= 16)
        return 'smallint';
    if (needed <= 32)
        return 'integer';
    return needed <= 64 ? 'bigint' : 'numeric(20,0)';
}
function decimalType({ precision, scale }) {
    if (precision === undefined || precision > 1000 || precision < 1)
        return 'numeric';
    return `numeric(${precision},${scale ?? 0})`;
}
const longestVarchar = 10_485_760;
function textType({ length, fixed }) {
    if (length === undefined || length < 1 || length > longestVarchar)
        return 'text';
    return fixed ? `character(${length})` : `character varying(${length})`;
}
function bitType({ length, fixed }) {
    if (length === undefined)
        return 'bit varying';
    return fixed ? `bit(${length})` : `bit varying(${length})`;
}
/** MySQL's JSON holds U+0000, and floats that jsonb would not tell from integers: with `bits` it is json. */
const jsonType = ({ byValue, bits }) => byValue && bits === undefined ? 'jsonb' : 'json';
const fraction = ({ precision }) => precision === undefined || precision >= defaultFraction ? '' : `(${precision})`;
/** Storage that can hold the canonical values of a logical type; a comment on any other column is out of date. */
const storages = {
    boolean: ['boolean'],
    integer: ['integer', 'decimal'],
    decimal: ['decimal'],
    float: ['float'],
    text: ['text'],
    binary: ['binary'],
    date: ['date'],
    time: ['time'],
    timestamp: ['timestamp'],
    timestamptz: ['timestamptz'],
    json: ['json'],
    uuid: ['uuid', 'text'],
    enum: ['text'],
    set: ['array'],
    array: ['array'],
    inet: ['inet', 'text'],
    interval: ['interval', 'text'],
    bit: ['bit'],
    range: ['text'],
    geometry: ['text', 'geometry'],
    other: ['text'],
};
/** The logical type that a column's comment remembers, if it does and the column can still hold it. */
export function rememberedIn(comment, stored) {
    const remembered = rememberedType(comment ?? '');
    return remembered && storages[remembered.type]?.includes(stored.type) ? remembered : undefined;
}
