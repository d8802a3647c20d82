import { typeComment } from '../../schema/logical-type.js';
import { isComputed, isIdentity, } from '../../schema/table.js';
import { writeDefault } from './default-expression.js';
import { locate } from './location.js';
import { uniqueName } from './names.js';
import { readNativeType } from './native-type.js';
import { quoteName, quoteNames, quoteText } from './quote.js';
/** CREATE TABLE with its columns alone, then their comments: keys and indexes are made in bulk after the load. */
export function createTableStatements(table, name) {
    const comments = table.columns.flatMap((column) => {
        const read = readNativeType(column.native);
        const comment = read && typeComment(read, column);
        return comment === undefined
            ? []
            : [`COMMENT ON COLUMN ${name}.${quoteName(column.name)} IS ${quoteText(comment)}`];
    });
    return [...sequenceStatements(table), createTable(table, name), ...comments];
}
/** @param kind of table: `UNLOGGED`, `TEMPORARY` */
export function createTable(table, name, kind = table.options) {
    const columns = table.columns.map((column) => `  ${columnDefinition(column)}`);
    return `CREATE ${kind === undefined ? '' : `${kind} `}TABLE ${name} (\n${columns.join(',\n')}\n)`;
}
function columnDefinition(column) {
    const parts = [quoteName(column.name), column.native];
    if (column.collation !== undefined)
        parts.push(`COLLATE ${column.collation}`);
    if (isComputed(column)) {
        parts.push(`GENERATED ALWAYS AS (${column.expression}) ${column.generated === 'virtual' ? 'VIRTUAL' : 'STORED'}`);
    }
    if (column.sequence?.name !== undefined && isIdentity(column))
        parts.push(`DEFAULT ${nextval(column.sequence.name)}`);
    else if (isIdentity(column))
        parts.push(identityClause(column));
    if (column.default !== undefined)
        parts.push(`DEFAULT ${writeDefault(column.default, column)}`);
    if (!column.nullable)
        parts.push('NOT NULL');
    const check = membersCheck(column);
    if (check !== undefined)
        parts.push(`CONSTRAINT ${quoteName(membersName(column))} CHECK (${check})`);
    return parts.join(' ');
}
/** Its sequence is of the column's type, and may not say so. */
function identityClause({ generated, sequence }) {
    const given = sequence?.options?.replace(/^AS \w+ ?/, '') ?? '';
    const options = given === '' ? '' : ` (${given})`;
    return `GENERATED ${generated === 'always' ? 'ALWAYS' : 'BY DEFAULT'} AS IDENTITY${options}`;
}
const nextval = (sequence) => `nextval(${quoteText(sequence)}::regclass)`;
/** Sequences that are not a column's own, which may be there already. */
function sequenceStatements({ columns }) {
    return columns.flatMap(({ sequence }) => sequence?.name === undefined
        ? []
        : [`CREATE SEQUENCE IF NOT EXISTS ${sequence.name} ${sequence.options ?? ''}`.trimEnd()]);
}
/** By which a refusal is known for what it is. */
export const membersName = ({ name }) => uniqueName(`${name}_members`, new Set(), 'members');
/** What keeps the members of an enum or set in a column whose type does not. */
function membersCheck(column) {
    if (column.values === undefined || column.values.length === 0)
        return undefined;
    const members = column.values.map(quoteText).join(', ');
    if (column.type === 'enum' && column.native === 'text')
        return `${quoteName(column.name)} IN (${members})`;
    if (column.type === 'set' && column.native === 'text[]')
        return `${quoteName(column.name)} <@ ARRAY[${members}]::text[]`;
    return undefined;
}
/** Primary key, uniques and indexes of a new table. */
export function keyStatements(table, name) {
    const primaryKey = table.primaryKey.length === 0
        ? []
        : [`ALTER TABLE ${name} ADD PRIMARY KEY (${quoteNames(table.primaryKey)})`];
    return [
        ...primaryKey,
        ...table.uniques.map((unique) => uniqueStatement(unique, name)),
        ...table.indexes.map((index) => indexStatement(index, name)),
    ];
}
function uniqueStatement(unique, table) {
    const nulls = unique.nullsNotDistinct ? ' NULLS NOT DISTINCT' : '';
    const columns = quoteNames(unique.columns);
    if (unique.index)
        return `CREATE UNIQUE INDEX ${quoteName(unique.name)} ON ${table} (${columns})${nulls}`;
    return `ALTER TABLE ${table} ADD CONSTRAINT ${quoteName(unique.name)} UNIQUE${nulls} (${columns})${deferral(unique)}`;
}
function indexStatement(index, table) {
    const unique = index.unique ? 'UNIQUE ' : '';
    if (index.definition === undefined) {
        return `CREATE ${unique}INDEX ${quoteName(index.name)} ON ${table} (${quoteNames(index.columns)})`;
    }
    const { exclusion, body } = readIndexDefinition(index.definition);
    if (exclusion)
        return `ALTER TABLE ${table} ADD CONSTRAINT ${quoteName(index.name)} ${body}`;
    return `CREATE ${unique}INDEX ${quoteName(index.name)} ON ${table} ${body}`;
}
const identifier = '(?:"(?:[^"]|"")+"|[^\\s".]+)';
const indexPattern = new RegExp(`^CREATE (?:UNIQUE )?INDEX ${identifier} ON (?:ONLY )?(?:${identifier}\\.)?${identifier} (USING [\\s\\S]*)$`);
const exclusionPattern = new RegExp(`^ALTER TABLE (?:${identifier}\\.)?${identifier} ADD CONSTRAINT ${identifier} (EXCLUDE [\\s\\S]*)$`);
/** What pg_get_indexdef says after the names of index and table, which are others in another database. */
export function readIndexDefinition(definition) {
    const index = indexPattern.exec(definition)?.[1];
    if (index !== undefined)
        return { exclusion: false, body: index };
    const exclusion = exclusionPattern.exec(definition)?.[1];
    return exclusion === undefined ? undefined : { exclusion: true, body: exclusion };
}
export function foreignKeyStatement(key, table, parent) {
    const only = key.onDeleteColumns === undefined ? '' : ` (${quoteNames(key.onDeleteColumns)})`;
    return (`ALTER TABLE ${table} ADD CONSTRAINT ${quoteName(key.name)} ` +
        `FOREIGN KEY (${quoteNames(key.columns)}) REFERENCES ${parent} (${quoteNames(key.references.columns)})` +
        `${key.match === 'full' ? ' MATCH FULL' : ''} ` +
        `ON DELETE ${key.onDelete.toUpperCase()}${only} ON UPDATE ${key.onUpdate.toUpperCase()}${deferral(key)}`);
}
/** `made` with it, by name, may say themselves where they are, whatever dots their names have. */
export function parentLocation({ references }, schemas, made) {
    return locate(made.get(references.table) ?? { name: references.table }, schemas);
}
export const byName = (tables) => new Map(tables.map((table) => [table.name, table]));
function deferral({ deferrable }) {
    if (deferrable === undefined)
        return '';
    return ` DEFERRABLE INITIALLY ${deferrable.toUpperCase()}`;
}
