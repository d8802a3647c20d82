import { exitCodes, TaskError } from '../errors.js';
import { columnTypes } from '../schema/table.js';
import { notADump } from './byte-source.js';
import { formatName, formatVersion } from './format.js';
/** The head of a dump out of its JSON; what a reader leans on is checked, whoever wrote it. */
export function parseHead(text, name) {
    const head = parse(text, name);
    if (head.format !== formatName)
        throw notADump(name, 'is JSON of another kind');
    if (!Number.isInteger(head.version) || head.version < 1)
        throw broken(name, '"version" is no format version');
    if (head.version > formatVersion)
        throw tooNew(name, head);
    if (typeof head.source?.engine !== 'string')
        throw broken(name, '"source" names no engine');
    if (!Array.isArray(head.tables))
        throw broken(name, '"tables" does not come before "records"');
    for (const table of head.tables)
        checkTable(table, name);
    checkNames(head.tables, 'table', name);
    checkHistory(head.schema ?? null, name);
    const { format, version, created, tool, source, schema, tables } = head;
    const sequences = sequencesOf(head, name);
    return { format, version, created, tool, source, schema: schema ?? null, tables, ...sequences };
}
function parse(text, name) {
    try {
        return JSON.parse(text);
    }
    catch (cause) {
        const reason = cause instanceof Error ? cause.message : String(cause);
        throw broken(name, `its head is no valid JSON (${reason})`);
    }
}
function checkHistory(schema, name) {
    if (schema === null)
        return;
    const { kind, versions } = schema;
    const isHistory = typeof kind === 'string' && Array.isArray(versions) && versions.every((each) => typeof each === 'string');
    if (!isHistory)
        throw broken(name, '"schema" is no migration history');
}
function checkTable(table, name) {
    if (typeof table?.name !== 'string' || !Array.isArray(table.columns)) {
        throw broken(name, 'a table in its head has no name or no columns');
    }
    table.primaryKey ??= [];
    table.uniques ??= [];
    table.indexes ??= [];
    table.foreignKeys ??= [];
    for (const column of table.columns)
        checkColumn(table, column, name);
}
function checkColumn(table, column, name) {
    const where = `${JSON.stringify(table.name)}, column ${JSON.stringify(column?.name)}`;
    if (typeof column?.name !== 'string')
        throw broken(name, `a column of ${JSON.stringify(table.name)} has no name`);
    if (!columnTypes.includes(column.type)) {
        throw broken(name, `table ${where}: the type ${JSON.stringify(column.type)} is unknown`);
    }
}
function checkNames(items, what, name) {
    const names = new Set();
    for (const item of items) {
        if (names.has(item.name))
            throw broken(name, `its head has the ${what} ${JSON.stringify(item.name)} twice`);
        names.add(item.name);
    }
}
/** None in dumps that were written before there were any. What else they say is kept as it is. */
function sequencesOf({ sequences }, name) {
    if (sequences === undefined)
        return {};
    if (!Array.isArray(sequences))
        throw broken(name, '"sequences" is no list');
    for (const sequence of sequences)
        checkSequence(sequence, name);
    checkNames(sequences, 'sequence', name);
    return { sequences };
}
function checkSequence(sequence, name) {
    if (typeof sequence?.name !== 'string')
        throw broken(name, 'a sequence in its head has no name');
    for (const key of ['next', 'increment', 'minimum', 'maximum', 'start', 'cache']) {
        const isOptional = key !== 'next' && key !== 'increment';
        if (isOptional && sequence[key] === undefined)
            continue;
        if (isWhole(sequence[key]))
            continue;
        throw broken(name, `the sequence ${JSON.stringify(sequence.name)}: "${key}" is no whole number`);
    }
}
const isWhole = (value) => typeof value === 'number' ? Number.isSafeInteger(value) : typeof value === 'string' && /^-?\d+$/.test(value);
const broken = (name, reason) => new TaskError(`${name} is damaged: ${reason}`, {
    exitCode: exitCodes.damaged,
    hint: 'Export again, or take another copy of the file. Nothing was changed.',
});
const tooNew = (name, head) => new TaskError(`${name} has format version ${head.version} (written by ${head.tool}); this version reads up to ${formatVersion}`, { exitCode: exitCodes.damaged, hint: 'Update record-tasks, then import again. Nothing was changed.' });
