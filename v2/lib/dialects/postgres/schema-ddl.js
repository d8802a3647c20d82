import { definitionsOf } from './create.js';
import { byName, createTableStatements, foreignKeyStatement, keyStatements, parentLocation } from './ddl.js';
import { allNames } from './known-names.js';
import { createSequence } from './load-sequences.js';
import { locate, quoteLocation } from './location.js';
import { quoteName } from './quote.js';
import { translateTables } from './translate.js';
const newestVersion = 18;
/** Of tables from elsewhere the SQL is to run on any server that is supported. */
const oldestVersion = 13;
/** See Dialect.ddl. All of it is one transaction. */
export function ddl(source) {
    const isOwn = source.engine === 'postgres';
    const schemas = isOwn ? (source.schemas ?? schemasOf(source)) : ['public'];
    const { tables, notes } = translateTables(source.tables, source.engine, {
        schemas,
        serverVersion: isOwn ? Number.parseInt(source.version ?? `${newestVersion}`, 10) : oldestVersion,
        types: allNames,
        known: { functions: allNames, operatorClasses: allNames, methods: allNames, collations: allNames },
    });
    const types = typesOf(tables);
    const named = byName(tables);
    const nameOf = (table) => quoteLocation(locate(table, schemas));
    return {
        statements: [
            'BEGIN',
            `SET LOCAL client_encoding = 'UTF8'`,
            'SET LOCAL standard_conforming_strings = on',
            ...schemasToMake(schemas, types, source).map((schema) => `CREATE SCHEMA IF NOT EXISTS ${schema}`),
            // Types and functions of the first schema are named without it.
            `SET LOCAL search_path = ${quoteName(schemas[0] ?? 'public')}`,
            ...types.map(({ definition }) => definition),
            ...source.sequences.map((sequence) => createSequence(sequence, nameOf(sequence))),
            ...tables.flatMap((table) => createTableStatements(table, nameOf(table))),
            ...tables.flatMap((table) => keyStatements(table, nameOf(table))),
            ...tables.flatMap((table) => foreignKeyStatements(table, named, schemas)),
            'COMMIT',
        ],
        notes,
    };
}
const foreignKeyStatements = (table, tables, schemas) => table.foreignKeys.map((key) => foreignKeyStatement(key, quoteLocation(locate(table, schemas)), quoteLocation(parentLocation(key, schemas, tables))));
/** As names tell: a table that says its schema and is not named after it is in the first, and so is one without a dot. */
function schemasOf({ tables, sequences }) {
    const named = [...tables, ...sequences];
    const first = named.find(({ name, schema }) => schema !== undefined && !name.startsWith(`${schema}.`));
    const schemas = [first?.schema ?? 'public'];
    return [...new Set([...schemas, ...named.map((each) => locate(each, schemas).schema)])];
}
function typesOf(tables) {
    const byName = new Map();
    for (const type of tables.flatMap(({ columns }) => columns.flatMap(definitionsOf))) {
        if (!byName.has(type.name))
            byName.set(type.name, type);
    }
    return [...byName.values()];
}
const qualifier = /^("(?:[^"]|"")+"|[^".]+)\./;
/** In SQL. The one that every database has is not made anew, which would take a privilege. */
function schemasToMake(schemas, types, { tables }) {
    const sequences = tables.flatMap(({ columns }) => columns.flatMap(({ sequence }) => sequence?.name ?? []));
    const named = [...types.map(({ name }) => name), ...sequences].flatMap((name) => qualifier.exec(name)?.[1] ?? []);
    const quoted = [...schemas.map(quoteName), ...named.map(inQuotes)];
    return [...new Set(quoted)].filter((name) => name !== '"public"');
}
const inQuotes = (name) => (name.startsWith('"') ? name : quoteName(name));
