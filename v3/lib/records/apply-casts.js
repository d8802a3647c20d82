import { ByteWriter } from '../canonical/byte-writer.js';
import { castColumn } from '../canonical/cast.js';
import { cellAt } from '../canonical/cast-cell.js';
import { exitCodes, TaskError } from '../errors.js';
import { isIdentity } from '../schema/table.js';
import { translationNotes } from '../schema/translation-notes.js';
import { matchesNothing, readRules, ruleFor } from './cast-rules.js';
/**
 * Applies the rules of the configuration to the source's tables. TaskError 2 lists every rule that matches no column
 * of the source, and every column to whose type its rule does not apply.
 */
export function applyCasts(tables, options) {
    const rules = readRules(options.casts);
    if (rules.length === 0)
        return { tables: [...tables], casts: new Map() };
    const applied = tables.map((renamed) => new TableCast(renamed, rules, options));
    const sources = tables.map(({ source }) => source);
    const problems = [
        ...rules.filter(({ isMatched }) => !isMatched).map((rule) => matchesNothing(rule, sources)),
        ...applied.flatMap((table) => table.problems),
        ...applied.flatMap((table) => table.brokenReferences(applied)),
    ];
    if (problems.length > 0)
        throw wrongCasts(problems);
    return {
        tables: applied.map((table) => table.result),
        casts: new Map(applied.flatMap(({ name, casts }) => (casts.size === 0 ? [] : [[name, casts]]))),
    };
}
const wrongCasts = (problems) => new TaskError(`The casts of the configuration do not fit: ${problems.join('; ')}`, {
    exitCode: exitCodes.usage,
    hint: "A cast is 'table.column': kind, or 'type name': kind, with the names that the source has (docs/configuration.md, \"Casts\"). Nothing was changed.",
});
class TableCast {
    name;
    problems = [];
    casts = new Map();
    result;
    #options;
    #renamed;
    /** What the target has of the same name; undefined where it is to be made. */
    #target;
    #isChosen;
    #notes = [];
    constructor(renamed, rules, options) {
        const { source, table } = renamed;
        this.name = source.name;
        this.#renamed = renamed;
        this.#options = options;
        this.#target = options.existing.find(({ name }) => name === table.name);
        this.#isChosen = options.isChosen(source);
        const columns = source.columns.map((column, index) => this.#column(column, index, rules));
        this.result = this.casts.size === 0 ? renamed : this.#withColumns(columns);
    }
    #column(source, index, rules) {
        const target = this.#target?.columns.find(({ name }) => name === this.#renamed.table.columns[index].name);
        const found = ruleFor(rules, this.#renamed.source, source, target);
        if (found === undefined || !this.#isChosen)
            return source;
        const cast = castColumn(source, found.rule.kind, target && this.#castTarget(target));
        if (cast === 'unneeded')
            return source;
        if ('problem' in cast) {
            if (!found.isByTarget)
                this.problems.push(`${this.name}.${source.name}: ${cast.problem}`);
            return source;
        }
        if (isIdentity(source) && cast.column.type !== source.type) {
            this.problems.push(`${this.name}.${source.name}: ${found.rule.kind} does not apply to a column that numbers itself`);
            return source;
        }
        this.casts.set(index, cast);
        if (target !== undefined || cast.column === source)
            return cast.column;
        return this.#made(source, cast);
    }
    #castTarget(column) {
        const { database, sourceEngine } = this.#options;
        return {
            column,
            keepsAnyValue: database.capabilities.anyValue,
            isSameEngine: database.engine === sourceEngine,
        };
    }
    /** Of a column that is to be made, all that the target's engine must know. */
    #made(source, cast) {
        return { ...cast.column, ...this.#nativeType(cast.column), ...this.#default(source, cast) };
    }
    /**
     * The engine's own name of the type, as for a column of another engine: where the source is of the target's engine,
     * the name is taken as it is.
     */
    #nativeType(column) {
        const { source } = this.#renamed;
        const isKey = [source.primaryKey, ...source.uniques, ...source.foreignKeys]
            .map((key) => (Array.isArray(key) ? key : key.columns))
            .some((key) => key.includes(column.name));
        const probe = {
            name: 'cast',
            columns: [column],
            primaryKey: [],
            uniques: isKey ? [{ name: 'cast_key', columns: [column.name] }] : [],
            indexes: [],
            foreignKeys: [],
        };
        const { native, collation } = this.#options.database.translate([probe], 'none').tables[0].columns[0];
        return { native, ...(collation === undefined ? {} : { collation }) };
    }
    #default({ name, default: value }, { column, convert }) {
        if (value === undefined)
            return {};
        if ('now' in value)
            return column.type.startsWith('timestamp') ? { default: value } : {};
        const cast = 'value' in value ? castValue(value.value, convert) : undefined;
        if (cast !== undefined)
            return { default: { value: cast } };
        const before = `${JSON.stringify(value)}, before its cast`;
        this.#notes.push(translationNotes.lost(this, `the default of ${name}`, before));
        return {};
    }
    #withColumns(columns) {
        const { source, table, notes } = this.#renamed;
        const named = columns.map((column, index) => column === source.columns[index]
            ? table.columns[index]
            : { ...column, name: table.columns[index].name });
        return {
            source: { ...source, columns },
            table: { ...table, columns: named },
            notes: [...notes, ...this.#notes],
        };
    }
    /** Foreign keys of a table that is to be made whose columns have another type than those they refer to, by a cast. */
    brokenReferences(all) {
        if (this.#target !== undefined || !this.#isChosen)
            return [];
        return this.#renamed.source.foreignKeys.flatMap(({ columns, references }) => {
            const parent = all.find(({ name }) => name === references.table);
            return columns.flatMap((name, i) => parent === undefined ? [] : parent.#brokenReference(references.columns[i], this, name));
        });
    }
    #brokenReference(name, child, childName) {
        const [before, after] = [this.#renamed.source, this.result.source].map((t) => typeIn(t, name));
        const [childBefore, childAfter] = [child.#renamed.source, child.result.source].map((t) => typeIn(t, childName));
        if (after === childAfter || (before === after && childBefore === childAfter))
            return [];
        return [
            `${child.name}.${childName} (${childAfter}) refers to ${this.name}.${name} (${after}): both need the same cast`,
        ];
    }
}
const typeIn = ({ columns }, name) => columns.find((column) => column.name === name)?.type;
/** A default's value, turned as the column's values are; undefined where it cannot be. */
function castValue(value, convert) {
    const bytes = Buffer.from(JSON.stringify(value));
    const out = new ByteWriter(64);
    if (convert(out, cellAt(bytes, 0, bytes.length)) !== undefined)
        return undefined;
    const cast = JSON.parse(out.take().toString('utf8'));
    return typeof cast === 'object' ? undefined : cast;
}
