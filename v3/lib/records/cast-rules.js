import { suggest } from '../suggest.js';
import { matchesGlob } from './select-tables.js';
const typePrefix = /^type\s+/;
/** One rule of the configuration. */
export class CastRule {
    key;
    kind;
    /** Of a rule for a type, its name; undefined for a rule for columns. */
    type;
    isMatched = false;
    constructor(key, kind) {
        this.key = key;
        this.kind = kind;
        this.type = typePrefix.test(key) ? normalType(key.replace(typePrefix, '')) : undefined;
    }
    /** 2 for the column's very name, 1 for a glob, 0 for no match. Names of tables and of columns may have dots. */
    matchName(table, column) {
        if (this.key === `${table}.${column}`)
            return 2;
        for (let dot = this.key.indexOf('.'); dot > 0; dot = this.key.indexOf('.', dot + 1)) {
            if (matchesGlob(table, this.key.slice(0, dot)) && matchesGlob(column, this.key.slice(dot + 1)))
                return 1;
        }
        return 0;
    }
    /** Whether the column is of the type, by its engine's name for it or by the logical one. */
    matchesType({ native, type }) {
        return this.type === normalType(native) || this.type === type;
    }
}
const normalType = (name) => name.trim().toLowerCase().replace(/\s+/g, ' ');
export const readRules = (casts) => Object.entries(casts).map(([key, kind]) => new CastRule(key, kind));
/**
 * The rule for a column: one that names it, else a glob, else one for its type, else one for the type that it has in
 * the target; the first of several. All that match are marked as matched.
 */
export function ruleFor(rules, table, column, target) {
    let best;
    let bestRank = 0;
    for (const rule of rules) {
        const rank = rankOf(rule, table, column, target);
        if (rank === 0)
            continue;
        rule.isMatched = true;
        if (rank <= bestRank)
            continue;
        bestRank = rank;
        best = { rule, isByTarget: rank === 1 };
    }
    return best;
}
function rankOf(rule, table, column, target) {
    if (rule.type === undefined) {
        const match = rule.matchName(table.name, column.name);
        return match === 0 ? 0 : match + 2;
    }
    if (rule.matchesType(column))
        return 2;
    return target !== undefined && rule.matchesType(target) ? 1 : 0;
}
/** Why a rule is one too many. */
export function matchesNothing({ key, type }, tables) {
    const columns = tables.flatMap((table) => table.columns.map((column) => ({ table, column })));
    const known = type === undefined
        ? columns.map(({ table, column }) => `${table.name}.${column.name}`)
        : [...new Set(columns.flatMap(({ column }) => [column.native, column.type]))];
    const near = suggest(type ?? key, known);
    const hint = near === undefined ? '' : ` (did you mean ${JSON.stringify(type === undefined ? near : `type ${near}`)}?)`;
    return `${JSON.stringify(key)} matches no column of the source${hint}`;
}
