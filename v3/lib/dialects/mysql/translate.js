import { createHash } from 'node:crypto';
import { exitCodes, TaskError } from '../../errors.js';
import { isComputed, isIdentity } from '../../schema/table.js';
import { translationNotes } from '../../schema/translation-notes.js';
import { characterSet, primaryName } from './catalog.js';
import { nearestCollation } from './collation.js';
import { parseNative } from './column-type.js';
import { nativeOf, relatedNative, storedBytes } from './native-type.js';
import { quoteName } from './sql-text.js';
/** InnoDB's longest key, in bytes, with room for lengths and null marks. */
const keyBytes = 3060;
const rowBytes = 65_000;
const longestName = 64;
/** What another engine's tables, or the other server's, are here (Database.translate). */
export function translateTables(source, sourceEngine, flavor) {
    const translator = new Translator(source, sourceEngine, flavor);
    return translator.translate();
}
class Translator {
    #source;
    #byName;
    #isSame;
    #isRelated;
    #flavor;
    #notes = [];
    #foreignKeyNames = new Set();
    /** The columns of each index by its name in lower case, of the table that is being translated. */
    #indexNames = new Map();
    constructor(source, sourceEngine, flavor) {
        this.#source = source;
        this.#byName = new Map(source.map((table) => [table.name, table]));
        this.#flavor = flavor;
        this.#isSame = sourceEngine === flavor.engine;
        this.#isRelated = sourceEngine === 'mysql' || sourceEngine === 'mariadb';
    }
    translate() {
        for (const table of this.#source) {
            refuseEmpty(table);
            refuseNames(table);
        }
        const tables = this.#source.map((table) => this.#table(table));
        const byName = new Map(tables.map((table) => [table.name, table]));
        for (const table of tables) {
            for (const key of table.foreignKeys)
                alignForeignKey(table, key, byName.get(key.references.table));
        }
        return { tables, notes: this.#notes };
    }
    #note(table, sentence) {
        this.#notes.push(translationNotes.sentence(table, sentence));
    }
    #noteLost(table, what, reason) {
        this.#notes.push(translationNotes.lost(table, what, reason));
    }
    #table(table) {
        this.#notes.push(...translationNotes.triggers(table));
        const keyLengths = this.#isRelated ? new Map() : textKeyLengths(table);
        const columns = table.columns.map((column) => this.#column(table, column, keyLengths.get(column.name)));
        if (!this.#isRelated)
            this.#fitRow(table, columns, keyLengths);
        this.#keepOneIdentity(table, columns);
        this.#indexNames = new Map([[primaryName.toLowerCase(), []]]);
        const made = {
            name: table.name,
            columns,
            primaryKey: [...table.primaryKey],
            uniques: table.uniques.flatMap((unique) => this.#unique(table, unique, columns)),
            indexes: table.indexes.flatMap((index) => this.#index(table, index, columns)),
            foreignKeys: table.foreignKeys.flatMap((key) => this.#foreignKey(table, key)),
            ...this.#options(table),
        };
        addIdentityIndex(made);
        return made;
    }
    #options(table) {
        const collation = this.#isRelated ? /COLLATE (\S+)/.exec(table.options ?? '')?.[1] : undefined;
        if (collation === undefined)
            return {};
        const nearest = nearestCollation(collation, this.#flavor) ?? this.#flavor.binaryCollation;
        if (nearest !== collation)
            this.#note(table, `collation ${collation} becomes ${nearest}`);
        return { options: `DEFAULT CHARACTER SET ${characterSet(nearest)} COLLATE ${nearest}` };
    }
    #column(table, column, keyLength) {
        const { native: _, collation, expression, generated, next, default: fallback, ...kept } = column;
        const isKey = table.primaryKey.includes(column.name);
        if (isKey && column.nullable)
            this.#note(table, `${column.name} takes no null here, being in the primary key`);
        const isLost = isComputed(column) && !this.#canCompute(table, column);
        if (isLost)
            this.#notes.push(translationNotes.computed(table, column.name, expression));
        return {
            ...kept,
            ...this.#type(table, column, collation, keyLength),
            nullable: column.nullable && !isKey,
            ...(generated === undefined || isLost
                ? {}
                : { generated: generated === 'always' ? 'identity' : generated }),
            ...(expression === undefined || isLost ? {} : { expression }),
            ...(next === undefined ? {} : { next }),
            ...this.#default(table, column, fallback),
        };
    }
    /** MariaDB stores nothing that is computed of a char, whose blanks depend on the session. */
    #canCompute(table, { generated, expression = '' }) {
        if (this.#isSame || !this.#isRelated)
            return this.#isRelated;
        const isBlankish = ({ name, native }) => parseNative(native).base === 'char' && expression.includes(quoteName(name));
        return generated === 'virtual' || this.#flavor.hasBinaryJson || !table.columns.some(isBlankish);
    }
    #type(table, column, collation, keyLength) {
        const related = this.#isRelated ? relatedNative(column, this.#flavor) : undefined;
        if (related !== undefined) {
            const nearest = collation === undefined ? undefined : nearestCollation(collation, this.#flavor);
            return { native: related, ...(nearest === undefined ? {} : { collation: nearest }) };
        }
        const choice = nativeOf(column, keyLength, this.#flavor);
        if (keyLength !== undefined && choice.native === `varchar(${keyLength})` && column.length !== keyLength) {
            this.#note(table, `${column.name} is in a key, and so holds at most ${keyLength} characters`);
        }
        return choice;
    }
    #default(table, column, fallback) {
        if (fallback === undefined || isIdentity(column))
            return {};
        // A sequence is named with its database, and would be drawn on there.
        const isPortable = !('native' in fallback) || (this.#isRelated && !/\bnextval\s*\(/i.test(fallback.native));
        if (isPortable)
            return { default: fallback };
        this.#noteLost(table, `the default of ${column.name}`, fallback.native);
        return {};
    }
    /** A row of varchars has 65,535 bytes at most: the longest that are in no key become texts. */
    #fitRow(table, columns, keyLengths) {
        let total = columns.reduce((sum, column) => sum + storedBytes(column), 0);
        const free = columns
            .filter(({ name, native }) => /^var(char|binary)/.test(native) && !keyLengths.has(name))
            .sort((a, b) => storedBytes(b) - storedBytes(a));
        for (const column of free) {
            if (total <= rowBytes)
                return;
            total -= storedBytes(column) - 12;
            column.native = column.native.startsWith('varbinary') ? 'longblob' : 'longtext';
            this.#note(table, `${column.name} becomes a ${column.native}: the row would be too long`);
        }
    }
    #keepOneIdentity(table, columns) {
        for (const column of columns.filter(isIdentity).slice(1)) {
            delete column.generated;
            delete column.next;
            this.#notes.push(translationNotes.unnumbered(table, column.name, 'a table has one such column at most'));
        }
    }
    #unique(table, { name, columns, nullsNotDistinct, deferrable }, made) {
        const long = made.find((column) => columns.includes(column.name) && isLong(column));
        if (long !== undefined && !this.#flavor.hasLongUniques) {
            this.#noteLost(table, `the unique key ${name}`, `${long.name} is too long for one here`);
            return [];
        }
        if (nullsNotDistinct)
            this.#note(table, `${name} lets several rows with null pass here`);
        if (deferrable !== undefined)
            this.#note(table, `${name} is checked at once here, not at commit`);
        return [{ name: this.#indexName(table, name, columns), columns: [...columns] }];
    }
    #index(table, index, columns) {
        if (index.definition === undefined)
            return [this.#plainIndex(table, index, columns) ?? []].flat();
        const isKnown = this.#isSame || (this.#isRelated && !/\(\(|INVISIBLE|VECTOR/.test(index.definition));
        if (isKnown)
            return [index];
        this.#noteLost(table, `the index ${index.name}`, index.definition);
        return [];
    }
    /** The server does not tell letters by their case here, and calls every primary key PRIMARY. */
    #indexName(table, name, columns) {
        let candidate = shortName(name);
        for (let i = 1; this.#indexNames.has(folded(candidate)); i++) {
            candidate = shortName(`${table.name}_${name}${i === 1 ? '' : `_${i}`}`);
        }
        this.#indexNames.set(folded(candidate), columns);
        return candidate;
    }
    /** Long texts are indexed by how they begin. */
    #plainIndex(table, index, columns) {
        const parts = index.columns.map((name) => columns.find((column) => column.name === name));
        const name = this.#indexName(table, index.name, index.columns);
        // Of MySQL or MariaDB it is just so there, and may be the one by which a foreign key looks its rows up.
        const fits = !parts.some(isLong) && sum(parts.map(storedBytes)) <= keyBytes + 2 * parts.length;
        if (fits || (this.#isRelated && !parts.some(isLong)))
            return { ...index, name };
        // What is left of an index that the source's server made for a foreign key: this one makes it too, of the same name.
        if (table.foreignKeys.some((key) => key.columns.join('\0') === index.columns.join('\0')))
            return undefined;
        const prefix = Math.min(255, Math.floor(keyBytes / 4 / parts.length));
        const list = parts.map((column) => isLong(column) || storedBytes(column) > prefix * 4
            ? `${quoteName(column.name)}(${prefix})`
            : quoteName(column.name));
        this.#note(table, `the index ${name} covers the first ${prefix} characters`);
        const definition = `CREATE INDEX ${quoteName(name)} ON ${quoteName(table.name)} (${list.join(', ')})`;
        return { name, columns: [], definition };
    }
    #foreignKey(table, key) {
        if (key.references.columns.length === 0) {
            // SQLite takes a key to a table that is not there, whose columns nobody knows.
            this.#noteLost(table, `the foreign key ${key.name}`, `there is no table ${key.references.table}`);
            return [];
        }
        if (key.deferrable !== undefined)
            this.#note(table, `${key.name} is checked at once here, not at commit`);
        const onDelete = this.#hasAction(table, key, key.onDelete) ? key.onDelete : 'no action';
        const hasUpdate = this.#hasAction(table, key, key.onUpdate) && this.#hasUpdate(table, key);
        const onUpdate = hasUpdate ? key.onUpdate : 'no action';
        if (onDelete !== key.onDelete || onUpdate !== key.onUpdate) {
            this.#note(table, `${key.name} cannot do here what it does in the source, and refuses instead`);
        }
        return [
            {
                name: this.#foreignKeyName(table, key),
                columns: [...key.columns],
                references: key.references,
                onDelete,
                onUpdate,
            },
        ];
    }
    /** Not: to what columns cannot become. */
    #hasAction(child, key, action) {
        if (action === 'set default')
            return false;
        return action !== 'set null' || takesNull(child, key);
    }
    /** MariaDB refuses an update that could bring a parent's null to columns that take none. */
    #hasUpdate(child, key) {
        if (key.onUpdate !== 'cascade' || takesNull(child, key) || this.#flavor.hasBinaryJson)
            return true;
        const parent = this.#byName.get(key.references.table);
        return !parent?.columns.some((column) => column.nullable &&
            !parent.primaryKey.includes(column.name) &&
            key.references.columns.includes(column.name));
    }
    /** Unlike elsewhere, unique in the whole database, and the name of the index that the server makes for it. */
    #foreignKeyName(table, { name, columns }) {
        // Of the same engine they are there side by side.
        const compared = this.#isSame ? lowerCase : unaccented;
        const isTaken = (candidate) => this.#foreignKeyNames.has(compared(candidate)) || this.#isIndexOfOthers(candidate, columns);
        let candidate = shortName(name === '' ? `${table.name}_fk` : name);
        for (let i = 2; isTaken(candidate); i++) {
            candidate = shortName(`${table.name}_${name || 'fk'}${i === 2 ? '' : `_${i}`}`);
        }
        this.#foreignKeyNames.add(compared(candidate));
        return candidate;
    }
    #isIndexOfOthers(name, columns) {
        if (this.#isSame)
            return false;
        const indexed = this.#indexNames.get(folded(name));
        return indexed !== undefined && indexed.join('\0') !== columns.join('\0');
    }
}
/** As the server compares names: to it İ is an i. */
const folded = (name) => name.replaceAll('İ', 'i').toLowerCase();
const lowerCase = (name) => name.toLowerCase();
/** As MySQL compares the names of foreign keys, by utf8mb3_general_ci: to it Ä is an a. */
const unaccented = (name) => name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('ß', 's')
    .replaceAll('ς', 'σ')
    .replaceAll('ı', 'i');
const takesNull = (child, key) => child.columns.every((column) => column.nullable || !key.columns.includes(column.name));
const sum = (numbers) => numbers.reduce((total, number) => total + number, 0);
const isLong = ({ native }) => /text|blob|json|geometry/.test(parseNative(native).base);
/** Whose values have no length of their own that is known to fit a key. */
const textual = new Set([
    'text',
    'binary',
    'decimal',
    'enum',
    'set',
    'inet',
    'interval',
    'range',
    'array',
    'json',
    'bit',
    'other',
]);
/** How many characters each column of variable length may have that stands in a unique or foreign key. */
function textKeyLengths(table) {
    const keys = [
        table.primaryKey,
        ...table.uniques.map(({ columns }) => columns),
        ...table.foreignKeys.map(({ columns }) => columns),
        ...table.indexes.filter(({ unique }) => unique).map(({ columns }) => columns),
    ];
    const byName = new Map(table.columns.map((column) => [column.name, column]));
    const lengths = new Map();
    for (const key of keys) {
        const columns = key.flatMap((name) => byName.get(name) ?? []);
        const parts = columns.filter(({ type }) => textual.has(type));
        const taken = columns.filter(({ type }) => !textual.has(type)).map(keyBytesOf);
        const room = Math.floor((keyBytes - sum(taken)) / 4);
        for (const [name, length] of share(parts, room)) {
            lengths.set(name, Math.min(length, lengths.get(name) ?? Number.POSITIVE_INFINITY));
        }
    }
    return lengths;
}
/** Of a column whose type says its length: a uuid is a text here, all others are shorter than this. */
const keyBytesOf = ({ type }) => (type === 'uuid' ? 36 : 16);
/** The short ones get what they declare, the others equal parts of the rest. */
function share(parts, room) {
    const wants = (column) => column.type === 'text' ? (column.length ?? Number.POSITIVE_INFINITY) : Number.POSITIVE_INFINITY;
    const sorted = [...parts].sort((a, b) => wants(a) - wants(b));
    let left = room;
    return sorted.map((column, index) => {
        const length = Math.min(wants(column), Math.floor(left / (sorted.length - index)), 768);
        left -= length;
        return [column.name, length];
    });
}
/** The engine wants a child's columns to be of the very type of the parent's; texts may differ in length. */
function alignForeignKey(child, key, parent) {
    for (const [index, name] of key.columns.entries()) {
        const column = child.columns.find((candidate) => candidate.name === name);
        const target = parent?.columns.find((candidate) => candidate.name === key.references.columns[index]);
        if (column === undefined || target === undefined)
            continue;
        const areTexts = /^varchar/.test(column.native) && /^varchar/.test(target.native);
        if (areTexts && column.collation === target.collation)
            continue;
        column.native = target.native;
        if (target.collation === undefined)
            delete column.collation;
        else
            column.collation = target.collation;
    }
}
/** AUTO_INCREMENT wants a key that begins with its column. */
function addIdentityIndex(table) {
    const identity = table.columns.find(isIdentity)?.name;
    if (identity === undefined)
        return;
    const keys = [
        table.primaryKey,
        ...table.uniques.map(({ columns }) => columns),
        ...table.indexes.map(({ columns }) => columns),
    ];
    if (keys.some(([first]) => first === identity))
        return;
    table.indexes.push({ name: shortName(`${identity}_identity`), columns: [identity] });
}
/** A name of at most 64 characters, still its own. */
export function shortName(name) {
    if ([...name].length <= longestName)
        return name;
    const hash = createHash('sha256').update(name).digest('hex').slice(0, 8);
    return `${[...name].slice(0, longestName - 9).join('')}_${hash}`;
}
function refuseEmpty(table) {
    if (table.columns.length > 0)
        return;
    throw new TaskError(`The table ${table.name} has no columns, which this engine cannot hold.`, {
        exitCode: exitCodes.schemaMismatch,
        hint: `Leave it out: -x ${table.name}.`,
    });
}
function refuseNames(table) {
    const names = [table.name, ...table.columns.map(({ name }) => name)];
    const long = names.find((name) => [...name].length > longestName || /[ \t\n\v\f\r\0]$|[\u{10000}-\u{10ffff}]|\0/u.test(name));
    if (long !== undefined) {
        throw new TaskError(`${table.name}: the name ${JSON.stringify(long)} cannot be had here: at most ${longestName} characters, none beyond U+FFFF, no blank at the end`, {
            exitCode: exitCodes.schemaMismatch,
            hint: `Give it another name, with --rename, or leave the table out: -x ${table.name}.`,
        });
    }
    const seen = new Map();
    for (const { name } of table.columns) {
        const other = seen.get(folded(name));
        if (other !== undefined) {
            throw new TaskError(`${table.name}: the columns ${other} and ${name} differ only by case, which this engine does not tell apart`, {
                exitCode: exitCodes.schemaMismatch,
                hint: `Give one another name: --rename ${table.name}.${name}=…, or leave the table out: -x ${table.name}.`,
            });
        }
        seen.set(folded(name), name);
    }
}
