import { parseNative } from './column-type.js';
import { quoteMembers } from './sql-text.js';
const longText = { native: 'longtext' };
const longestVarchar = 16383;
/** The integer types by bits. */
const integers = {
    8: 'tinyint',
    16: 'smallint',
    24: 'mediumint',
    32: 'int',
    64: 'bigint',
};
/**
 * The type that holds any value of another engine's column. `keyLength`: how many characters (bytes of binary)
 * a column may have that stands in a key; undefined where it stands in none.
 */
export function nativeOf(column, keyLength, flavor) {
    switch (column.type) {
        case 'boolean':
            return { native: 'tinyint(1)' };
        case 'integer':
            return { native: (integers[column.bits ?? 64] ?? 'bigint') + (column.unsigned ? ' unsigned' : '') };
        case 'decimal':
            return decimalType(column, keyLength);
        case 'float':
            return { native: column.bits === 32 ? 'float' : 'double' };
        case 'text':
            return textType(column, keyLength);
        case 'binary':
            return binaryType(column, keyLength);
        case 'date':
            return { native: 'date' };
        case 'time':
            return { native: `time(${fraction(column)})` };
        case 'timestamp':
        case 'timestamptz': // TIMESTAMP ends in 2038
            return { native: `datetime(${fraction(column)})` };
        case 'json':
            // MySQL's own JSON sorts keys, drops duplicates and rounds numbers; MariaDB's is a text.
            return flavor.hasBinaryJson && !isBinaryJson(column) ? longText : { native: 'json' };
        case 'uuid':
            // MariaDB's uuid type refuses those of unknown versions and variants, and orders them in a way of its own.
            return { native: 'char(36)', collation: 'ascii_bin' };
        case 'enum':
            return memberType('enum', column, keyLength);
        case 'set':
            return memberType('set', column, keyLength);
        case 'bit':
            return bitType(column, keyLength);
        case 'geometry':
            return { native: 'geometry' };
        default:
            return anyText(keyLength);
    }
}
/** Whether its documents are what MySQL's own JSON keeps. */
export const isBinaryJson = ({ type, byValue, bits }) => type === 'json' && byValue === true && bits === 64;
const fraction = ({ precision }) => Math.min(precision ?? 6, 6);
const anyText = (keyLength) => keyLength === undefined ? longText : { native: `varchar(${keyLength})` };
function decimalType({ precision, scale }, keyLength) {
    const fits = precision !== undefined && precision <= 65 && (scale ?? 0) >= 0 && (scale ?? 0) <= Math.min(30, precision);
    return fits ? { native: `decimal(${precision},${scale ?? 0})` } : anyText(keyLength);
}
function textType({ length, fixed }, keyLength) {
    if (length === undefined || length > (keyLength ?? longestVarchar))
        return anyText(keyLength);
    if (fixed && length <= 255)
        return { native: `char(${length})` };
    return { native: `varchar(${length})` };
}
function binaryType({ length, fixed }, keyLength) {
    if (length !== undefined && fixed && length <= 255)
        return { native: `binary(${length})` };
    const longest = keyLength === undefined ? 65535 : keyLength * 4;
    if (length !== undefined && length <= Math.min(longest, longestVarchar))
        return { native: `varbinary(${length})` };
    return keyLength === undefined
        ? { native: 'longblob' }
        : { native: `varbinary(${Math.min(longest, 3072)})` };
}
/** The server cuts trailing blanks of members, and a set's members have no comma. */
function memberType(type, { values = [] }, keyLength) {
    const most = type === 'enum' ? 65535 : 64;
    const isPossible = values.length > 0 &&
        values.length <= most &&
        new Set(values).size === values.length &&
        values.every((value) => value.length <= 255 && !/[ \0]$/.test(value) && !(type === 'set' && /^$|,/.test(value)));
    if (!isPossible)
        return anyText(keyLength);
    return {
        native: `${type}(${quoteMembers(values)})`,
    };
}
function bitType({ length, fixed }, keyLength) {
    return fixed && length !== undefined && length <= 64 ? { native: `bit(${length})` } : anyText(keyLength);
}
/** The type of a column that comes from MySQL or MariaDB; undefined where this server does not have it. */
export function relatedNative(column, flavor) {
    const { base } = parseNative(column.native);
    if (column.type === 'json' && /^(?:longtext|json)$/.test(base)) {
        return flavor.hasBinaryJson && !isBinaryJson(column) ? 'longtext' : 'json';
    }
    if (base === 'uuid' && !flavor.hasUuid)
        return undefined;
    if (base.startsWith('inet') && !flavor.hasInet)
        return undefined;
    if (base === 'vector' && !flavor.hasVector)
        return undefined;
    if (base === 'geomcollection')
        return column.native.replace(/geomcollection/i, 'geometrycollection');
    return base === 'year' ? 'year' : column.native;
}
/** Bytes in a row and in a key; long texts lie outside the row. */
export function storedBytes({ native, collation }) {
    const { base, numbers } = parseNative(native);
    const perCharacter = collation?.startsWith('ascii') ? 1 : 4;
    if (base === 'varchar' || base === 'char')
        return (numbers[0] ?? 1) * perCharacter + (base === 'char' ? 0 : 2);
    if (base === 'varbinary' || base === 'binary')
        return (numbers[0] ?? 1) + 2;
    if (base === 'decimal')
        return Math.ceil((numbers[0] ?? 10) / 2);
    return /text|blob|json|geometry/.test(base) ? 12 : 16;
}
