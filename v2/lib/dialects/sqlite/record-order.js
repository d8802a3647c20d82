import { recordOrdering } from '../../schema/record-ordering.js';
import { affinityOf } from './affinity.js';
import { negativeZero } from './cell-sql.js';
import { quoteName } from './quote.js';
import { isTemporal } from './temporal-form.js';
/** ORDER BY terms of the columns that every engine sorts alike (docs/dump-format.md, "Order of records"); at least one. */
export function recordOrder(table, alias, encoding = 'UTF-8') {
    const columns = recordOrdering(table).byValue;
    if (columns.length === 0)
        return ['NULL'];
    const cellOf = (column) => `${alias}.${quoteName(column.name)}`;
    return [
        ...columns.flatMap((column) => columnOrder(column, cellOf(column), encoding)),
        ...columns.flatMap((column) => tieOrder(column, cellOf(column))),
    ];
}
/** Of values that are equal and written in more than one way, which comes first where nothing else differs. */
function tieOrder(column, cell) {
    if (column.type === 'float')
        return [`CASE WHEN ${cell} = '${negativeZero}' THEN 0 ELSE 1 END`];
    return hasAnyScale(column) ? [`${cell} COLLATE BINARY`] : [];
}
/** Decimals that are kept as they were written: 1.0 and 1.00. */
const hasAnyScale = (column) => column.type === 'decimal' && column.scale === undefined && affinityOf(column.native) === 'text';
function columnOrder(column, cell, encoding) {
    if (column.type === 'decimal' && affinityOf(column.native) === 'text')
        return digitsOrder(cell, hasAnyScale(column));
    if (column.type === 'float') {
        return [`CASE WHEN ${cell} = '${negativeZero}' THEN 0 ELSE ${cell} END COLLATE BINARY`];
    }
    if (column.type === 'decimal') {
        // Words come after all numbers, where the others belong.
        return [
            `CASE WHEN ${cell} IS NULL THEN 0 WHEN ${cell} = '-Infinity' THEN 1 ELSE 2 END`,
            `${cell} COLLATE BINARY`,
        ];
    }
    if (column.type === 'time')
        return timeOrder(cell);
    if (!isTemporal(column.type))
        return encoding === 'UTF-8' ? [`${cell} COLLATE BINARY`] : wideTextOrder(cell);
    // Without its zone, or a value with a fraction would come before the same one without.
    const moment = column.form?.includes('Z') || column.type === 'timestamptz' ? `rtrim(${cell}, 'Z')` : cell;
    return [
        `CASE WHEN ${cell} = '-infinity' THEN 0 WHEN ${cell} GLOB '* BC' THEN 1 WHEN ${cell} IS NOT NULL THEN 2 END`,
        `CASE WHEN ${cell} GLOB '* BC' THEN substr(${cell}, 1, instr(${cell}, '-')) END DESC`,
        `CASE WHEN ${cell} GLOB '[0-9]*' THEN instr(${cell}, '-') ELSE 99 END`,
        `${moment} COLLATE BINARY`,
    ];
}
/**
 * SQLite compares text by its bytes as they are stored, and turns UTF-16 to UTF-8 for JSON alone: in JSONB the text
 * stands as it is after its own head and that of the array around it (https://sqlite.org/jsonb.html).
 */
function wideTextOrder(cell) {
    const array = `jsonb_set('[0]', '$[0]', ${cell})`;
    const text = withoutHead(withoutHead(array));
    return [`typeof(${cell}) = 'blob'`, `CASE WHEN typeof(${cell}) = 'text' THEN ${text} ELSE ${cell} END`];
}
/** The first byte says whether the length stands in it or in the 1, 2 or 4 bytes that follow. */
const withoutHead = (blob) => `(SELECT substr(b, CASE WHEN b < x'c0' THEN 2 WHEN b < x'd0' THEN 3 WHEN b < x'e0' THEN 4 ELSE 6 END) FROM (SELECT ${blob} AS b))`;
/** By sign and hours, of which there may be hundreds. */
function timeOrder(cell) {
    const hours = `instr(${cell}, ':')`;
    return [
        `CASE WHEN ${cell} GLOB '-*' THEN 0 WHEN ${cell} IS NOT NULL THEN 1 END`,
        `CASE WHEN ${cell} GLOB '-*' THEN -${hours} ELSE ${hours} END`,
        `CASE WHEN ${cell} GLOB '-*' THEN ${cell} END COLLATE BINARY DESC`,
        `${cell} COLLATE BINARY`,
    ];
}
/** Decimals that are kept as digits: by sign, length of the integer part, digits. */
function digitsOrder(cell, hasAnyScale) {
    const whole = `instr(${cell} || '.', '.')`;
    const digits = hasAnyScale
        ? `CASE WHEN instr(${cell}, '.') THEN rtrim(rtrim(${cell}, '0'), '.') ELSE ${cell} END`
        : cell;
    return [
        `CASE ${cell} WHEN '-Infinity' THEN 0 WHEN 'Infinity' THEN 3 WHEN 'NaN' THEN 4 ELSE CASE WHEN ${cell} GLOB '-*' THEN 1 WHEN ${cell} IS NOT NULL THEN 2 END END`,
        `CASE WHEN ${cell} GLOB '-*' THEN -${whole} ELSE ${whole} END`,
        `CASE WHEN ${cell} GLOB '-*' THEN (${digits}) END COLLATE BINARY DESC`,
        `(${digits}) COLLATE BINARY`,
    ];
}
