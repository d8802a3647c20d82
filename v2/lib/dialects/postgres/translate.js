import { exitCodes, TaskError } from '../../errors.js';
import { isComputed, isIdentity, } from '../../schema/table.js';
import { translationNotes } from '../../schema/translation-notes.js';
import { readIndexDefinition } from './ddl.js';
import { writeDefault } from './default-expression.js';
import { missingFunction, missingOfIndex } from './known-names.js';
import { locate } from './location.js';
import { checkName, uniqueName } from './names.js';
import { writeNativeType } from './native-type.js';
/** What tables of any engine are as new tables of PostgreSQL. */
export function translateTables(source, sourceEngine, target) {
    const translator = new Translator(source, sourceEngine, target);
    return { tables: source.map((table) => translator.table(table)), notes: translator.notes };
}
class Translator {
    notes = [];
    #source;
    #sameEngine;
    #schemas;
    #serverVersion;
    /** Unsigned 64-bit columns, as `table\0column`, that must be bigint because they are numbered or refer to such. */
    #signed;
    /** Indexes share their schema's one space of names with tables. */
    #usedNames;
    #types;
    #known;
    constructor(source, sourceEngine, { schemas, serverVersion, types, known }) {
        this.#types = types;
        this.#known = known;
        this.#source = new Map(source.map((table) => [table.name, table]));
        this.#sameEngine = sourceEngine === 'postgres';
        this.#schemas = schemas;
        this.#serverVersion = serverVersion;
        this.#signed = signedColumns(source);
        this.#usedNames = new Set(source.flatMap(({ name }) => [name, `${name}_pkey`]));
    }
    table(source) {
        this.notes.push(...translationNotes.triggers(source));
        const schema = this.#schemaOf(source);
        const table = {
            name: source.name,
            ...(schema === undefined ? {} : { schema }),
            columns: source.columns.map((column) => this.#column(source, column)),
            primaryKey: [...source.primaryKey],
            uniques: [],
            indexes: [],
            foreignKeys: [],
            ...(this.#sameEngine && source.options !== undefined ? { options: source.options } : {}),
        };
        table.uniques = source.uniques.map((unique) => this.#unique(source, unique));
        table.indexes = source.indexes.flatMap((index) => this.#index(source, index));
        const taken = new Set();
        table.foreignKeys = source.foreignKeys.flatMap((key) => this.#foreignKey(source, key, taken));
        return table;
    }
    /** A dotted name is a place in another schema where it came from one, and an odd name elsewhere. */
    #schemaOf(source) {
        if (source.schema !== undefined && this.#schemas.includes(source.schema))
            return source.schema;
        const { schema, relation } = locate({ name: source.name }, this.#schemas);
        if (this.#schemas.includes(schema)) {
            checkName(relation, `table ${source.name}`);
            return undefined;
        }
        if (!this.#sameEngine || source.schema !== undefined) {
            checkName(source.name, `table ${source.name}`);
            return this.#schemas[0];
        }
        throw new TaskError(`The table ${source.name} belongs into the schema ${schema}, which is not among this database's schemas (${this.#schemas.join(', ')}).`, {
            exitCode: exitCodes.schemaMismatch,
            hint: `Add ${JSON.stringify(schema)} to the schemas in the configuration.`,
        });
    }
    #column(table, source) {
        checkName(source.name, `column ${table.name}.${source.name}`);
        const { native: sourceNative, next: _, expression, default: value, collation, generated, sequence, types, ...kept } = source;
        const native = this.#native(table, source);
        const column = { ...kept, native };
        if (native === sourceNative && this.#sameEngine && types !== undefined)
            column.types = types;
        // Not so in SQLite, and never in PostgreSQL.
        if (table.primaryKey.includes(source.name))
            column.nullable = false;
        if (this.#sameEngine && collation !== undefined)
            this.#collate(table, column, collation);
        if (isComputed(source))
            this.#computed(table, source, column, expression);
        else if (isIdentity(source))
            this.#identity(table, source, column, generated);
        else if (value !== undefined)
            this.#default(table, source, column);
        // Where one stands in a default, or numbers the column.
        if (this.#sameEngine && sequence && (column.generated !== undefined || column.default !== undefined))
            column.sequence = sequence;
        return column;
    }
    #collate(table, column, collation) {
        if (this.#known.collations.has(collation)) {
            column.collation = collation;
            return;
        }
        this.#noteLost(table, `the collation of ${column.name}`, `the target has no ${collation}. To keep it, create it first (CREATE COLLATION).`);
    }
    #noteLost(table, what, reason) {
        this.notes.push(translationNotes.lost(table, what, reason));
    }
    #native(table, source) {
        if (!this.#sameEngine)
            return this.#foreignNative(table, source);
        if (!this.#isMissing(source))
            return source.native;
        const native = this.#foreignNative(table, source);
        this.notes.push(translationNotes.sentence(table, `${source.name} is ${native} here: the target has no type ${source.native}. To keep it, create it first (CREATE EXTENSION, CREATE DOMAIN or CREATE TYPE).`));
        return native;
    }
    /** Whether the target lacks its type. Enum types are made with the tables. */
    #isMissing({ native, type, element, values, types }) {
        if (types !== undefined || ((type === 'enum' || element === 'enum') && values !== undefined))
            return false;
        return !this.#types.has(typeName(native));
    }
    #foreignNative(table, column) {
        if (this.#signed.has(columnKey(table.name, column.name)))
            return 'bigint';
        return writeNativeType(column);
    }
    #computed(table, source, column, expression) {
        if (!this.#sameEngine || expression === undefined) {
            this.notes.push(translationNotes.computed(table, source.name, expression));
            return;
        }
        const missing = missingFunction(expression, this.#known);
        if (missing !== undefined) {
            this.notes.push(translationNotes.computed(table, source.name, `the target has no function ${missing}`));
            return;
        }
        column.generated = source.generated === 'virtual' && this.#serverVersion >= 18 ? 'virtual' : 'stored';
        column.expression = expression;
    }
    #identity(table, source, column, generated) {
        if (this.#sameEngine && source.sequence?.name !== undefined) {
            column.generated = 'identity';
            return;
        }
        if (/^(smallint|integer|bigint)$/.test(column.native)) {
            column.generated = this.#sameEngine && generated === 'always' ? 'always' : 'identity';
            column.nullable = false;
            return;
        }
        this.notes.push(translationNotes.unnumbered(table, source.name, `PostgreSQL does not number ${column.native}`));
    }
    #default(table, source, column) {
        const value = source.default;
        if ('native' in value && (!this.#sameEngine || this.#isMissing(source))) {
            this.#noteLost(table, `the default of ${source.name}`, value.native);
            return;
        }
        const missing = 'native' in value ? missingFunction(value.native, this.#known) : undefined;
        if (missing !== undefined) {
            this.#noteLost(table, `the default of ${source.name}`, `the target has no function ${missing}`);
            return;
        }
        if (writeDefault(value, column) === undefined) {
            this.#noteLost(table, `the default of ${source.name}`, JSON.stringify(value));
            return;
        }
        column.default = value;
    }
    #unique(table, source) {
        const unique = { ...source, name: this.#indexName(table, source) };
        if (unique.nullsNotDistinct && this.#serverVersion < 15) {
            delete unique.nullsNotDistinct;
            this.notes.push(translationNotes.sentence(table, `${source.name} lets several rows with null pass here`));
        }
        return unique;
    }
    #index(table, source) {
        const foreign = source.definition !== undefined && !this.#sameEngine;
        if (foreign ||
            (source.definition !== undefined && readIndexDefinition(source.definition) === undefined)) {
            this.#noteLost(table, `the index ${source.name}`, source.definition);
            return [];
        }
        const missing = source.definition === undefined ? undefined : missingOfIndex(source.definition, this.#known);
        if (missing !== undefined) {
            this.#noteLost(table, `the index ${source.name}`, `the target lacks ${missing}`);
            return [];
        }
        const unindexable = source.columns.filter((name) => !isIndexable(table.columns.find((column) => column.name === name)));
        if (unindexable.length > 0) {
            const columns = unindexable.join(', ');
            this.#noteLost(table, `the index ${source.name}`, `PostgreSQL does not index ${columns} so`);
            return [];
        }
        return [{ ...source, name: this.#indexName(table, source) }];
    }
    #indexName(table, { name, columns }) {
        const { relation } = locate(table, this.#schemas);
        const wanted = name === '' || name.startsWith('sqlite_autoindex_') ? `${relation}_${columns.join('_')}_key` : name;
        const free = this.#usedNames.has(wanted) && !this.#usedNames.has(`${relation}_${wanted}`);
        return uniqueName(free ? `${relation}_${wanted}` : wanted, this.#usedNames, table.name);
    }
    #withoutColumnList(table, key) {
        const { onDeleteColumns, ...rest } = key;
        if (onDeleteColumns === undefined || this.#serverVersion >= 15)
            return key;
        this.notes.push(translationNotes.sentence(table, `${key.name} sets all its columns on delete before PostgreSQL 15, not only ${onDeleteColumns.join(', ')}`));
        return rest;
    }
    /** @param taken names of the table's foreign keys so far; what the source named keeps its name. */
    #foreignKey(table, source, taken) {
        const parent = this.#source.get(source.references.table);
        if (parent && !isKey(parent, source.references.columns)) {
            const columns = source.references.columns.join(', ');
            this.#noteLost(table, `the foreign key ${source.name}`, `${parent.name} (${columns}) is not unique`);
            return [];
        }
        if (!parent) {
            this.notes.push(translationNotes.sentence(table, `the foreign key ${source.name} is made only if the target has the table ${source.references.table}`));
        }
        const others = table.foreignKeys.map((key) => key.name).filter((name) => name !== source.name);
        const wanted = source.name === ''
            ? `${locate(table, this.#schemas).relation}_${source.columns.join('_')}_fkey`
            : source.name;
        const name = uniqueName(wanted, new Set([...others, ...taken]), table.name);
        taken.add(name);
        return [this.#withoutColumnList(table, { ...source, name })];
    }
}
/** Of a type or its arrays, without length, precision, fields and the like. */
const typeName = (native) => native
    .replace(/\([^()]*\)/, '')
    .replace(/(\[\])+$/, '')
    .replace(/^interval .*/, 'interval');
function isKey(table, columns) {
    const wanted = JSON.stringify([...columns].sort());
    const keys = [table.primaryKey, ...table.uniques.map((unique) => unique.columns)];
    return keys.some((key) => JSON.stringify([...key].sort()) === wanted);
}
/** json has no order; a B-tree takes no long texts, but that only a value can tell. */
const isIndexable = (column) => column !== undefined && column.type !== 'json';
const columnKey = (table, column) => `${table}\0${column}`;
const greatestIdentity = 2n ** 63n - 1n;
/**
 * An identity column is a bigint at most, and a foreign key needs the type of what it refers to: unsigned 64-bit
 * columns that are numbered, and those that refer to them over however many steps, become bigint. A value above
 * 2^63-1 in one is refused when it is loaded. Where the next number is above it, the column is not numbered here.
 */
function signedColumns(tables) {
    const byName = new Map(tables.map((table) => [table.name, table]));
    const isWide = (table, name) => table.columns.some((column) => column.name === name && column.unsigned && (column.bits ?? 64) === 64);
    const signed = new Set();
    for (const table of tables) {
        for (const column of table.columns) {
            if (isIdentity(column) && isWide(table, column.name) && BigInt(column.next ?? 0) <= greatestIdentity)
                signed.add(columnKey(table.name, column.name));
        }
    }
    let before = -1;
    while (before !== signed.size) {
        before = signed.size;
        for (const table of tables) {
            for (const { columns, references } of table.foreignKeys) {
                for (const [index, column] of columns.entries()) {
                    const parent = byName.get(references.table);
                    const parentColumn = references.columns[index];
                    if (!parent)
                        continue;
                    const child = columnKey(table.name, column);
                    const there = columnKey(parent.name, parentColumn);
                    if (signed.has(there) && isWide(table, column))
                        signed.add(child);
                    if (signed.has(child) && isWide(parent, parentColumn))
                        signed.add(there);
                }
            }
        }
    }
    return signed;
}
