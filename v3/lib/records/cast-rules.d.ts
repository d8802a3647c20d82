import type { CastKind } from '../canonical/cast-kinds.ts';
import type { Column, Table } from '../schema/table.ts';
/** What columns hold other than their types say: kinds by `table.column`, whose sides may be globs, or by `type name`. */
export type Casts = Readonly<Record<string, CastKind>>;
/** One rule of the configuration. */
export declare class CastRule {
    readonly key: string;
    readonly kind: CastKind;
    /** Of a rule for a type, its name; undefined for a rule for columns. */
    readonly type: string | undefined;
    isMatched: boolean;
    constructor(key: string, kind: CastKind);
    /** 2 for the column's very name, 1 for a glob, 0 for no match. Names of tables and of columns may have dots. */
    matchName(table: string, column: string): 0 | 1 | 2;
    /** Whether the column is of the type, by its engine's name for it or by the logical one. */
    matchesType({ native, type }: Column): boolean;
}
export declare const readRules: (casts: Casts) => CastRule[];
export interface FoundRule {
    rule: CastRule;
    /** It is for the type that the target's column has, and not the source's. */
    isByTarget: boolean;
}
/**
 * The rule for a column: one that names it, else a glob, else one for its type, else one for the type that it has in
 * the target; the first of several. All that match are marked as matched.
 */
export declare function ruleFor(rules: readonly CastRule[], table: Table, column: Column, target: Column | undefined): FoundRule | undefined;
/** Why a rule is one too many. */
export declare function matchesNothing({ key, type }: CastRule, tables: readonly Table[]): string;
