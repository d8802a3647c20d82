import { byName, schemaFormatName } from '../dump/format.js';
import { logicalProperties } from '../schema/logical-type.js';
/** The version that is written, and the newest that is read. */
export const schemaFormatVersion = 1;
/** The schema alone, in one form whatever it is made of. */
export function schemaDocument({ source, schema, tables, sequences = [] }) {
    return {
        format: schemaFormatName,
        version: schemaFormatVersion,
        source: { engine: source.engine },
        schema,
        tables: tables.map(freshTable).sort(byName),
        ...(sequences.length > 0
            ? { sequences: sequences.map((sequence) => picked(sequence, sequenceKeys)).sort(byName) }
            : {}),
    };
}
const tableKeys = [
    'name',
    'schema',
    'columns',
    'primaryKey',
    'uniques',
    'indexes',
    'foreignKeys',
    'options',
];
const columnKeys = [
    'name',
    ...logicalProperties,
    'native',
    'nullable',
    'generated',
    'expression',
    'sequence',
    'default',
    'types',
    'collation',
];
const uniqueKeys = [
    'name',
    'columns',
    'index',
    'nullsNotDistinct',
    'deferrable',
];
const indexKeys = ['name', 'columns', 'unique', 'definition'];
const foreignKeyKeys = [
    'name',
    'columns',
    'references',
    'onDelete',
    'onUpdate',
    'onDeleteColumns',
    'match',
    'deferrable',
];
const sequenceKeys = [
    'name',
    'schema',
    'increment',
    'minimum',
    'maximum',
    'start',
    'cycles',
    'cache',
    'type',
];
/** These properties alone, in this order, whichever engine they are from. */
const picked = (value, keys) => Object.fromEntries(keys.flatMap((key) => (value[key] === undefined ? [] : [[key, value[key]]])));
/** As a table is before it has records, with its keys in an order that does not depend on when they were made. */
const freshTable = (table) => picked({
    ...table,
    columns: table.columns.map(freshColumn),
    uniques: table.uniques.map((unique) => picked(unique, uniqueKeys)).sort(byContent),
    indexes: table.indexes.map((index) => picked(index, indexKeys)).sort(byContent),
    foreignKeys: table.foreignKeys.map((key) => picked(key, foreignKeyKeys)).sort(byContent),
}, tableKeys);
function freshColumn(column) {
    const { sequence, ...rest } = picked(column, columnKeys);
    if (sequence === undefined)
        return rest;
    const kept = picked(sequence, ['name', 'options']);
    return Object.keys(kept).length === 0 ? rest : picked({ ...rest, sequence: kept }, columnKeys);
}
/** SQLite's may be without names. */
const byContent = (a, b) => byName(a, b) || Buffer.compare(Buffer.from(JSON.stringify(a)), Buffer.from(JSON.stringify(b)));
const lineWidth = 120;
/**
 * Its text: what fits into a line stands in one, a column or a key mostly; so a change of one is a change of one line.
 */
export const renderSchema = (document) => `${render(document)}\n`;
/** A new table, column, key or migration is to be a line of its own, however short. */
const isSpread = (value, key) => key === 'versions' ||
    (Array.isArray(value) && value.some((item) => typeof item === 'object')) ||
    ('columns' in value && 'primaryKey' in value);
/** `key`: under which the value stands. */
function render(value, indent = '', key = '') {
    if (typeof value !== 'object' || value === null)
        return JSON.stringify(value);
    const line = inLine(value);
    const isShort = indent.length + key.length + line.length + 5 < lineWidth;
    if (indent !== '' && isShort && !isSpread(value, key))
        return line;
    const inner = `${indent}  `;
    const parts = Array.isArray(value)
        ? value.map((item) => inner + render(item, inner))
        : Object.entries(value).map(([name, item]) => `${inner}${JSON.stringify(name)}: ${render(item, inner, name)}`);
    const [open, close] = Array.isArray(value) ? '[]' : '{}';
    return parts.length === 0 ? `${open}${close}` : `${open}\n${parts.join(',\n')}\n${indent}${close}`;
}
function inLine(value) {
    if (typeof value !== 'object' || value === null)
        return JSON.stringify(value);
    if (Array.isArray(value))
        return `[${value.map(inLine).join(', ')}]`;
    const parts = Object.entries(value).map(([key, item]) => `${JSON.stringify(key)}: ${inLine(item)}`);
    return parts.length === 0 ? '{}' : `{ ${parts.join(', ')} }`;
}
