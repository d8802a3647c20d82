import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { dialectOf } from '../dialects/dialect-of.js';
import { openDatabase } from '../dialects/open-database.js';
import { checkTarget, writeAtomically } from '../files/atomic-file.js';
import { translationNotes } from '../schema/translation-notes.js';
import { noTables } from './head-of.js';
import { listNames } from './list-names.js';
import { noteLeftOut, takesSequences } from './plan-sequences.js';
import { readSchema } from './read-schema.js';
import { renderSchema, schemaDocument } from './schema-document.js';
import { readSchemaHistory } from './schema-history.js';
import { selectTables } from './select-tables.js';
/** Writes a schema without its records, as JSON (docs/schema.md) or as SQL: all of it, or nothing. */
export async function exportSchema(options) {
    const { to, overwrite = false, signal, engine } = options;
    if (typeof to === 'string')
        await checkTarget(to, overwrite);
    const source = await readSource(options);
    const selected = select(source.document, options);
    const ddl = engine === undefined ? undefined : await renderDdl(engine, { ...source, ...selected });
    const notes = [...source.notes, ...selected.notes, ...(ddl?.notes ?? [])];
    const text = ddl === undefined ? renderSchema(selected.document) : renderSql(ddl.statements, notes);
    const content = Readable.from([Buffer.from(text)]);
    if (typeof to === 'string')
        await writeAtomically(to, [content], { overwrite, signal });
    else
        await pipeline(content, to, { end: false, ...(signal ? { signal } : {}) });
    const { document } = selected;
    return {
        engine: document.source.engine,
        schema: document.schema,
        tables: document.tables.length,
        sequences: document.sequences?.length ?? 0,
        bytes: Buffer.byteLength(text),
        notes,
    };
}
async function readSource({ from, signal, onStatement }) {
    if ('file' in from) {
        const { document, version, triggers } = await readSchema(from.file, signal);
        const names = [...triggers].flatMap(([table, some]) => some.map((name) => `${table}.${name}`));
        const others = { checks: [], triggers: names, views: [], routines: [] };
        return { document, version, notes: notesOf(others) };
    }
    const database = await openDatabase(from.database, { signal, onStatement });
    try {
        return await readDatabase(database);
    }
    finally {
        await database.close();
    }
}
async function readDatabase(database) {
    const recovered = await database.recover();
    const all = await database.tables();
    const { history, historyTables } = await readSchemaHistory(database, all);
    const tables = all.filter((table) => !historyTables.includes(table));
    if (tables.length === 0)
        throw noTables(database);
    const { engine, version, settings } = database;
    return {
        document: schemaDocument({
            source: { engine },
            schema: history,
            tables,
            sequences: await database.sequences('loose'),
        }),
        version,
        schemas: settings.schemas,
        notes: [...recovered, ...notesOf(await database.otherObjects())],
    };
}
const shownNames = 10;
/** What no schema file has, said of what there is. */
function notesOf({ checks, triggers, views, routines }) {
    const kinds = [
        ['checks', checks],
        ['triggers', triggers],
        ['views', views],
        ['functions and procedures', routines],
    ];
    return kinds.flatMap(([kind, names]) => names.length === 0 ? [] : [`Not carried, ${kind} (${names.length}): ${listNames(names, shownNames)}`]);
}
function select(document, selection) {
    const tables = selectTables(document.tables, selection);
    const { sequences = [], ...rest } = document;
    if (sequences.length === 0 || takesSequences(selection))
        return { document: { ...document, tables }, notes: [] };
    return { document: { ...rest, tables }, notes: [noteLeftOut(sequences)] };
}
async function renderDdl(engine, { document, version, schemas }) {
    const dialect = await dialectOf(engine);
    const notes = [];
    const names = new Set(document.tables.map(({ name }) => name));
    const tables = document.tables.map((table) => withoutDangling(table, names, notes));
    const ddl = dialect.ddl({
        engine: document.source.engine,
        version,
        schemas,
        tables,
        sequences: document.sequences ?? [],
    });
    return { statements: ddl.statements, notes: [...notes, ...ddl.notes] };
}
/** In an empty database a key to a table that is not made refers to nothing. */
function withoutDangling(table, names, notes) {
    const stays = (key) => names.has(key.references.table);
    for (const key of table.foreignKeys) {
        if (stays(key))
            continue;
        const reason = `the table ${key.references.table} is not among these`;
        notes.push(translationNotes.lost(table, `the foreign key ${key.name}`, reason));
    }
    return { ...table, foreignKeys: table.foreignKeys.filter(stays) };
}
/** Each line of a note is a comment: a note may hold SQL of several. */
function renderSql(statements, notes) {
    const comments = ['Made by record-tasks, to be run in an empty database.', ...notes].flatMap((note) => note.split(/\r\n|\r|\n/).map((line) => `-- ${line}`.trimEnd()));
    const blocks = statements.map((sql) => (sql.includes('\n') ? `\n${sql};\n` : `${sql};\n`));
    return `${comments.join('\n')}\n\n${blocks.join('')}`;
}
