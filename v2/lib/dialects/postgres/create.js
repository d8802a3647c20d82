import { exitCodes, TaskError } from '../../errors.js';
import { createTableStatements } from './ddl.js';
import { locate, quoteLocation } from './location.js';
import { uniqueName } from './names.js';
import { quoteName } from './quote.js';
import { serverError } from './session.js';
import { enumOf } from './type-definitions.js';
/**
 * Makes tables with their columns, and the enum types that they need; gives them with the names that their
 * indexes will have, since others of the schema may have taken those asked for.
 */
export async function makeTables(session, tables, schemas) {
    if (tables.length === 0)
        return [];
    await makeSchemas(session, tables, schemas);
    await makeTypes(session, tables);
    for (const table of tables) {
        for (const sql of createTableStatements(table, quoteLocation(locate(table, schemas))))
            await make(session, sql, `The table ${table.name}`);
    }
    return renameIndexes(session, tables, schemas);
}
/** Those of the configuration that are to get tables. */
export async function makeSchemas(session, tables, schemas) {
    await makeMissing(session, [...new Set(tables.map((table) => locate(table, schemas).schema))]);
}
export const makeSchema = (session, name) => makeMissing(session, [name]);
async function makeMissing(session, wanted) {
    const missing = await session.query(`SELECT name FROM unnest($1::text[]) AS w(name)
    WHERE NOT EXISTS (SELECT FROM pg_catalog.pg_namespace n WHERE n.nspname = w.name)`, [wanted]);
    for (const { name } of missing)
        await session.execute(`CREATE SCHEMA ${quoteName(name)}`);
}
/** Types of the same engine are made where they are missing, with their schemas; those of extensions are the user's to bring. */
export async function makeTypes(session, tables) {
    const columns = tables.flatMap((table) => table.columns.map((column) => ({ table, column })));
    const names = columns.flatMap(({ column }) => [
        withoutModifier(column.native),
        ...(column.types ?? []).map(({ name }) => name),
    ]);
    const rows = await session.query(`SELECT name FROM unnest($1::text[]) AS n(name) WHERE pg_catalog.to_regtype(name) IS NULL`, [[...new Set(names)]]);
    const missing = new Set(rows.map((row) => row.name));
    for (const { table, column } of columns) {
        for (const type of definitionsOf(column)) {
            if (!missing.has(type.name) && !missing.has(`${type.name}[]`))
                continue;
            await makeType(session, type);
            for (const name of [type.name, `${type.name}[]`, `${type.name}[][]`])
                missing.delete(name);
        }
        if (missing.has(withoutModifier(column.native)))
            throw missingType(table, column.name, column.native);
    }
}
export function definitionsOf({ native, type, element, values, types }) {
    if (types !== undefined)
        return types;
    const isEnum = type === 'enum' || element === 'enum';
    return isEnum && values !== undefined ? [enumOf(native.replace(/(\[\])+$/, ''), values)] : [];
}
async function makeType(session, { name, definition }) {
    const [row] = await session.query(`SELECT CASE WHEN cardinality(parts) > 1 AND pg_catalog.to_regnamespace(pg_catalog.quote_ident(parts[1])) IS NULL
      THEN pg_catalog.quote_ident(parts[1]) END AS schema
    FROM pg_catalog.parse_ident($1) AS p(parts)`, [name]);
    if (row?.schema)
        await session.execute(`CREATE SCHEMA ${row.schema}`);
    await make(session, definition, `The type ${name}`);
}
/** to_regtype takes none before version 17. */
const withoutModifier = (native) => native.replace(/\([^()]*\)/, '');
function missingType(table, column, native) {
    return new TaskError(`The type ${native} of ${table.name}.${column} does not exist in the target.`, {
        exitCode: exitCodes.schemaMismatch,
        hint: 'Create it first: CREATE EXTENSION for citext, hstore or PostGIS, CREATE DOMAIN or CREATE TYPE for your own.',
    });
}
/** Runs what makes a part of a new table; `what` begins the sentence where the server cannot make it so. */
export async function make(session, sql, what) {
    try {
        await session.execute(sql);
    }
    catch (error) {
        throw makeError(error, what);
    }
}
/** The definition does not fit the server (types, names, sizes): not a fault of the records. */
export function makeError(error, what) {
    const server = serverError(error);
    if (!server || error instanceof TaskError || !/^(42|54|0A|3F)/.test(server.code))
        return error;
    return new TaskError(`${what} cannot be made: ${server.message}.`, {
        exitCode: exitCodes.schemaMismatch,
        hint: 'Nothing was changed. Make the table by your migrations, and import without --create.',
        cause: error,
    });
}
async function renameIndexes(session, tables, schemas) {
    const rows = await session.query(`SELECT c.relname AS name FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname = ANY ($1::text[])`, [[...new Set(tables.map((table) => locate(table, schemas).schema))]]);
    const used = new Set([
        ...rows.map((row) => row.name),
        ...tables.map((table) => `${locate(table, schemas).relation}_pkey`),
    ]);
    return tables.map((table) => ({
        ...table,
        uniques: table.uniques.map((unique) => ({ ...unique, name: uniqueName(unique.name, used, table.name) })),
        indexes: table.indexes.map((index) => ({ ...index, name: uniqueName(index.name, used, table.name) })),
    }));
}
