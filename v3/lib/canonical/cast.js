import { logicalOf } from '../schema/logical-type.js';
import { columnTypes } from '../schema/table.js';
import { conversionOf, copyCell, tagMark } from './cast-cell.js';
import { durationWriter, epochDaysWriter, epochWriter, isoWriter } from './cast-moment.js';
import { uuidWriter } from './cast-uuid.js';
import { booleanWriter, decimalWriter, integerWriter, textWriter, valueOfTextWriter, writeDocumentOfText, writeTaggedText, writeTextOfDocument, } from './cast-value.js';
import { valueKind } from './record-scanner.js';
/**
 * What a cast does to the values of a column on their way into `target`, or into a column that is to be made.
 * A kind says what the values mean. Where one side keeps them plainly and the other by their meaning, they are
 * turned into what the target has; where both are alike, nothing is to be done.
 */
export function castColumn(source, kind, target) {
    const cast = casts[kind];
    if (cast.means.includes(source.type))
        return fromMeaning(source, cast, target);
    if (cast.plain.includes(source.type) || cast.plainWhereTagged.includes(source.type))
        return fromPlain(source, cast, target);
    return { problem: `${kind} does not apply to a column of type ${source.type} (${source.native})` };
}
function fromMeaning(source, cast, target) {
    if (target === undefined || !isPlain(target, cast))
        return cast.readsTags ? fromTags(source, cast, target) : 'unneeded';
    if (target.isSameEngine && target.column.type === source.type)
        return 'unneeded';
    const { type } = target.column;
    const isTagged = !cast.plain.includes(type);
    const column = retyped(source, logicalOf(target.column), target.column.native);
    const convert = conversionOf(cast.writer(source, target.column, { keepsAnyValue: target.keepsAnyValue, isTagged }));
    return { column, convert };
}
/** In a column of the meaning's type, cells that are tagged are plain. */
function fromTags(source, cast, target) {
    if (target?.isSameEngine)
        return 'unneeded';
    const write = cast.writer(source, source, { keepsAnyValue: false, isTagged: false });
    const onlyTagged = (out, cell) => cell.kind === valueKind.object ? write(out, cell) : copyCell(out, cell);
    return { column: source, convert: conversionOf(onlyTagged), mark: tagMark };
}
function fromPlain(source, cast, target) {
    if (target !== undefined && isPlain(target, cast) && !cast.means.includes(target.column.type))
        return 'unneeded';
    const isInto = target !== undefined && cast.means.includes(target.column.type);
    const made = cast.made(source);
    const meant = isInto ? logicalOf(target.column) : made;
    const isTagged = isInto && target.keepsAnyValue && cast.plainWhereTagged.includes(target.column.type);
    if (isTagged && target.isSameEngine && !cast.plain.includes(source.type))
        return 'unneeded';
    const convert = conversionOf(cast.writer(source, meant, { keepsAnyValue: target?.keepsAnyValue ?? false, isTagged }));
    return { column: retyped(source, meant, isInto ? target.column.native : made.type), convert };
}
/** Whether a target's column has the plain values: by its type, or because its engine lets it. */
const isPlain = ({ column, keepsAnyValue }, cast) => cast.plain.includes(column.type) || (keepsAnyValue && cast.plainWhereTagged.includes(column.type));
/** What a column keeps when its type is another: its name, and whether it may be null. */
const retyped = ({ name, nullable }, type, native) => ({
    name,
    ...type,
    native,
    nullable,
});
const numbers = ['integer', 'decimal', 'float', 'text'];
const timestamps = ['timestamp', 'timestamptz'];
const second = { digits: 0, name: 'second' };
const millisecond = { digits: 3, name: 'millisecond' };
const microsecond = { digits: 6, name: 'microsecond' };
const epoch = (unit) => ({
    made: () => ({ type: 'timestamptz', precision: 6 }),
    means: timestamps,
    plain: numbers,
    plainWhereTagged: [...timestamps, 'date', 'other'],
    readsTags: true,
    writer: (source, target, representation) => epochWriter(unit, source, target, representation),
});
const duration = (unit) => ({
    made: () => ({ type: 'interval' }),
    means: ['interval'],
    plain: numbers,
    plainWhereTagged: ['time', 'other'],
    readsTags: false,
    writer: (source, target, representation) => durationWriter(unit, source, target, representation),
});
const iso = (type) => ({
    made: () => (type === 'date' ? { type } : { type, precision: 6 }),
    means: type === 'date' || type === 'time' ? [type] : timestamps,
    plain: ['text'],
    plainWhereTagged: [],
    readsTags: true,
    writer: (source, target) => (target.type === 'text' ? textWriter(source) : isoWriter(type, target)),
});
const casts = {
    'epoch-seconds': epoch(second),
    'epoch-milliseconds': epoch(millisecond),
    'epoch-microseconds': epoch(microsecond),
    'epoch-days': {
        made: () => ({ type: 'date' }),
        means: ['date'],
        plain: numbers,
        plainWhereTagged: ['date', 'other'],
        readsTags: true,
        writer: epochDaysWriter,
    },
    'duration-seconds': duration(second),
    'duration-microseconds': duration(microsecond),
    uuid: {
        made: () => ({ type: 'uuid' }),
        means: ['uuid'],
        plain: ['text', 'binary'],
        plainWhereTagged: [],
        readsTags: false,
        writer: (source, target) => uuidWriter(source, target, { isUpper: false, isTagged: false }),
    },
    'uuid-uppercase': {
        made: () => ({ type: 'uuid' }),
        means: ['uuid'],
        plain: ['text'],
        plainWhereTagged: ['uuid'],
        readsTags: true,
        writer: (source, target, { isTagged }) => uuidWriter(source, target, { isUpper: true, isTagged }),
    },
    integer: {
        made: ({ native }) => ({ type: 'integer', bits: /^tinyint\b/i.test(native) ? 8 : 64 }),
        means: ['integer'],
        plain: ['boolean', 'decimal', 'float', 'text'],
        plainWhereTagged: ['other'],
        readsTags: false,
        writer: integerWriter,
    },
    boolean: {
        made: () => ({ type: 'boolean' }),
        means: ['boolean'],
        plain: ['integer', 'decimal', 'float'],
        plainWhereTagged: ['other'],
        readsTags: false,
        writer: booleanWriter,
    },
    decimal: {
        made: () => ({ type: 'decimal' }),
        means: ['decimal'],
        plain: ['integer', 'float', 'text'],
        plainWhereTagged: ['other'],
        readsTags: false,
        writer: decimalWriter,
    },
    text: {
        made: () => ({ type: 'text' }),
        means: ['text'],
        plain: columnTypes.filter((type) => type !== 'text' && type !== 'binary'),
        plainWhereTagged: ['binary'],
        readsTags: false,
        writer: (source, target, { isTagged }) => {
            if (isTagged)
                return writeTaggedText;
            return target.type === 'text' ? textWriter(source) : valueOfTextWriter(target);
        },
    },
    json: {
        made: () => ({ type: 'json' }),
        means: ['json'],
        plain: ['text'],
        plainWhereTagged: [],
        readsTags: false,
        writer: (_, target) => (target.type === 'json' ? writeDocumentOfText : writeTextOfDocument),
    },
    date: iso('date'),
    time: iso('time'),
    timestamp: iso('timestamp'),
    timestamptz: iso('timestamptz'),
};
