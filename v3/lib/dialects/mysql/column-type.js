import { quotedMembers } from './sql-text.js';
export function parseNative(native) {
    const match = /^\s*([a-z0-9 ]*?)\s*(?:\((.*)\))?\s*((?:unsigned|zerofill|\s)*)(?:srid \d+)?$/is.exec(native);
    const [, base = native, inner = '', attributes = ''] = match ?? [];
    const name = base.toLowerCase();
    const hasMembers = name === 'enum' || name === 'set';
    return {
        base: name,
        numbers: hasMembers || inner === '' ? [] : inner.split(',').map(Number),
        members: hasMembers ? quotedMembers(inner) : [],
        unsigned: /unsigned|zerofill/i.test(attributes),
    };
}
/** Of each integer type. */
export const integerBits = {
    tinyint: 8,
    smallint: 16,
    mediumint: 24,
    int: 32,
    integer: 32,
    bigint: 64,
};
export const geometryTypes = new Set([
    'geometry',
    'point',
    'linestring',
    'polygon',
    'multipoint',
    'multilinestring',
    'multipolygon',
    'geometrycollection',
    'geomcollection',
]);
const simpleTypes = {
    tinytext: 'text',
    text: 'text',
    mediumtext: 'text',
    longtext: 'text',
    tinyblob: 'binary',
    blob: 'binary',
    mediumblob: 'binary',
    longblob: 'binary',
    date: 'date',
    uuid: 'uuid',
    inet4: 'inet',
    inet6: 'inet',
};
const temporalTypes = {
    time: 'time',
    datetime: 'timestamp',
    timestamp: 'timestamptz',
};
/** What a native type means where no column comment says otherwise. */
export function logicalType(native) {
    const { base, numbers, members, unsigned } = parseNative(native);
    const [first, second] = numbers;
    if (base === 'tinyint' && first === 1 && !unsigned)
        return { type: 'boolean' };
    const bits = integerBits[base];
    if (bits !== undefined)
        return { type: 'integer', bits, ...(unsigned ? { unsigned: true } : {}) };
    if (base === 'year')
        return { type: 'integer', bits: 16 };
    if (base === 'decimal') {
        const digits = { precision: first ?? 10, scale: second ?? 0 };
        return { type: 'decimal', ...digits, ...(unsigned ? { unsigned: true } : {}) };
    }
    if (base === 'float')
        return { type: 'float', bits: 32 };
    if (base === 'double')
        return { type: 'float', bits: 64 };
    if (base === 'bit')
        return first === 1 ? { type: 'boolean' } : { type: 'bit', length: first ?? 1, fixed: true };
    if (base === 'char')
        return { type: 'text', length: first ?? 1, fixed: true };
    if (base === 'varchar')
        return { type: 'text', length: first ?? 1 };
    if (base === 'binary')
        return { type: 'binary', length: first ?? 1, fixed: true };
    if (base === 'varbinary')
        return { type: 'binary', length: first ?? 1 };
    if (base === 'enum' || base === 'set')
        return { type: base, values: members };
    // MariaDB's column of this name is a longtext with a check (catalog.ts).
    if (base === 'json')
        return { type: 'json', bits: 64, byValue: true };
    const temporal = temporalTypes[base];
    if (temporal !== undefined)
        return { type: temporal, precision: first ?? 0 };
    if (geometryTypes.has(base))
        return { type: 'geometry' };
    return { type: simpleTypes[base] ?? 'other' };
}
