import { exitCodes, TaskError } from '../../errors.js';
import { isComputed, isIdentity } from '../../schema/table.js';
import { translationNotes } from '../../schema/translation-notes.js';
import { declaredTypeFor } from './declared-type.js';
/** See Database.translate. `taken`: names of indexes and tables that the target has already. */
export function translateTables(source, sourceEngine) {
    const notes = [];
    refuseSameNames(source.map(({ name }) => name));
    const names = new UniqueNames(source.map((table) => table.name));
    const tables = source.map((table) => sourceEngine === 'sqlite' ? withoutTriggers(table, notes) : translateTable(table, names, notes));
    return { tables, notes };
}
function withoutTriggers(table, notes) {
    const { triggers, ...rest } = table;
    notes.push(...translationNotes.triggers(table));
    return rest;
}
function translateTable(table, names, notes) {
    if (table.columns.length === 0) {
        throw new TaskError(`The table ${table.name} has no columns, which SQLite cannot hold.`, {
            exitCode: exitCodes.schemaMismatch,
            hint: `Leave it out: -x ${table.name}. Nothing was changed.`,
        });
    }
    refuseSameNames(table.columns.map(({ name }) => name), table.name);
    notes.push(...translationNotes.triggers(table));
    const key = table.primaryKey.length === 1 ? table.primaryKey[0] : undefined;
    const columns = table.columns.map((column) => translateColumn(column, column.name === key, table, notes));
    const isNumbered = columns.some(isIdentity);
    return {
        name: table.name,
        columns,
        primaryKey: table.primaryKey,
        uniques: table.uniques.map((unique) => {
            if (unique.nullsNotDistinct) {
                notes.push(translationNotes.sentence(table, `${unique.name} lets several rows with null pass here`));
            }
            return {
                name: unique.index ? names.free(unique.name, table.name) : unique.name,
                columns: unique.columns,
                ...(unique.index && { index: true }),
            };
        }),
        indexes: table.indexes.flatMap((index) => {
            if (index.columns.length === 0) {
                notes.push(translationNotes.lost(table, `the index ${index.name}`, index.definition));
                return [];
            }
            return [
                {
                    name: names.free(index.name, table.name),
                    columns: index.columns,
                    ...(index.unique && { unique: true }),
                },
            ];
        }),
        foreignKeys: table.foreignKeys,
        ...(isNumbered && { options: 'AUTOINCREMENT' }),
    };
}
function translateColumn(column, isKey, table, notes) {
    const { native, collation, form, generated, expression, next, default: value, ...rest } = column;
    const isBeyond = next !== undefined && BigInt(next) > 2n ** 63n;
    const isNumbered = isIdentity(column) && isKey && column.type === 'integer' && !isBeyond;
    if (isBeyond) {
        notes.push(translationNotes.unnumbered(table, column.name, 'the next one is beyond 2^63-1'));
    }
    else if (isIdentity(column) && !isNumbered) {
        notes.push(translationNotes.unnumbered(table, column.name, 'SQLite numbers only a primary key of one column'));
    }
    if (isComputed(column)) {
        notes.push(translationNotes.computed(table, column.name, expression));
    }
    const isNative = value !== undefined && 'native' in value;
    if (isNative) {
        notes.push(translationNotes.lost(table, `the default of ${column.name}`, value.native));
    }
    return {
        ...rest,
        native: isNumbered ? 'INTEGER' : isKey ? keyTypeFor(column) : declaredTypeFor(column),
        ...(isNumbered && { generated: 'identity', ...(next !== undefined && { next }) }),
        ...(value !== undefined && !isNative && { default: value }),
    };
}
/** An INTEGER that is a key by itself would be the rowid, and numbered; an INT is not. */
function keyTypeFor(column) {
    const declared = declaredTypeFor(column);
    return declared === 'integer' ? 'int' : declared;
}
/** Throws where names differ only by case. `taken`: what is there already; `table`: whose columns they are. */
export function refuseSameNames(names, table, taken = []) {
    const seen = new Map(taken.map((name) => [name.toLowerCase(), name]));
    for (const name of names) {
        const other = seen.get(name.toLowerCase());
        if (other !== undefined && other !== name)
            throw sameNames(name, other, table);
        seen.set(name.toLowerCase(), name);
    }
}
function sameNames(name, other, table) {
    const what = table === undefined ? 'The tables' : `The columns of table ${table},`;
    return new TaskError(`${what} ${other} and ${name} differ only by case, which SQLite does not tell apart.`, {
        exitCode: exitCodes.schemaMismatch,
        hint: `Rename one of them (--rename ${table === undefined ? '' : `${table}.`}${name}=…), or leave it out: -x ${table ?? name}. Nothing was changed.`,
    });
}
/** Indexes share one space of names with tables in SQLite, where other engines have one for each table. */
class UniqueNames {
    #taken;
    constructor(taken) {
        this.#taken = new Set(taken.map((name) => name.toLowerCase()));
    }
    free(name, table) {
        let candidate = name.startsWith('sqlite_') ? `${table}_${name}` : name;
        for (let n = 1; this.#taken.has(candidate.toLowerCase()); n++) {
            candidate = `${table}_${name}${n === 1 ? '' : `_${n}`}`;
        }
        this.#taken.add(candidate.toLowerCase());
        return candidate;
    }
}
