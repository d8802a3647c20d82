import { affinityOf } from './affinity.js';
/** The logical type of a declared one. SQLite takes any words for a type, so this goes by what people write. */
export function logicalTypeOf(declared) {
    const { base, first, second } = parseDeclared(declared);
    const named = byName(base, first, second);
    if (named)
        return named;
    switch (affinityOf(declared)) {
        case 'integer':
            return { type: 'integer', bits: 64, ...(/\bunsigned\b/.test(base) && { unsigned: true }) };
        case 'text':
            return { type: 'text', ...(first !== undefined && { length: first }) };
        case 'real':
            return { type: 'float', bits: 64 };
        case 'blob':
            return { type: declared === '' ? 'other' : 'binary' };
        default:
            return { type: 'other' };
    }
}
function byName(base, first, second) {
    const fraction = first === undefined ? {} : { precision: first };
    switch (base) {
        case 'boolean':
        case 'bool':
            return { type: 'boolean' };
        case 'tinyint':
            return first === 1 ? { type: 'boolean' } : undefined;
        case 'decimal':
        case 'numeric':
        case 'dec':
        case 'number':
            // Without a scale, as SQL has it, the declared scale would be 0; people who leave it out do not mean that.
            return {
                type: 'decimal',
                ...(first !== undefined && { precision: first }),
                ...(second !== undefined && { scale: second }),
            };
        case 'serial':
        case 'bigserial':
        case 'smallserial':
            return { type: 'integer', bits: 64 };
        case 'date':
            return { type: 'date' };
        case 'time':
        case 'time without time zone':
            return { type: 'time', ...fraction };
        case 'datetime':
        case 'timestamp':
        case 'timestamp without time zone':
            return { type: 'timestamp', ...fraction };
        case 'timestamptz':
        case 'timestamp with time zone':
            return { type: 'timestamptz', ...fraction };
        case 'json':
        case 'jsonb':
        case 'json_text':
            return { type: 'json' };
        case 'uuid':
            return { type: 'uuid' };
        case 'binary':
        case 'varbinary':
        case 'bytea':
            return { type: 'binary', ...(first !== undefined && { length: first }) };
        default:
            return undefined;
    }
}
function parseDeclared(declared) {
    const [, before = '', first, second, after = ''] = /^([^(]*)(?:\(\s*(\d+)\s*(?:,\s*(\d+)\s*)?\))?(.*)$/s.exec(declared) ?? [];
    return {
        base: `${before} ${after}`.trim().toLowerCase().replace(/\s+/g, ' '),
        first: first === undefined ? undefined : Number(first),
        second: second === undefined ? undefined : Number(second),
    };
}
/** Significant decimal digits that every double keeps. */
const exactDigits = 15;
/** The declared type that loses nothing of a logical one; where it says less, a comment says the rest. */
export function declaredTypeFor(type) {
    switch (type.type) {
        case 'boolean':
            return 'boolean';
        case 'integer':
            return `${type.bits === 64 ? 'bigint' : 'integer'}${type.unsigned ? ' unsigned' : ''}`;
        case 'decimal':
            return (type.precision ?? Infinity) <= exactDigits && type.scale !== undefined
                ? `decimal(${type.precision},${type.scale})`
                : 'text';
        case 'float':
            return 'double precision';
        case 'binary':
            return 'blob';
        case 'text':
            return type.length === undefined ? 'text' : `${type.fixed ? 'char' : 'varchar'}(${type.length})`;
        case 'date':
        case 'uuid':
            return type.type;
        case 'time':
        case 'timestamp':
        case 'timestamptz':
            return `${type.type}${type.precision === undefined ? '' : `(${type.precision})`}`;
        case 'json':
            // `json` alone has NUMERIC affinity, which makes a number of the document 1.0.
            return 'json_text';
        default:
            return 'text';
    }
}
