import type { CastKind } from '../canonical/cast-kinds.ts'
import type { Column, Table } from '../schema/table.ts'
import { suggest } from '../suggest.ts'
import { matchesGlob } from './select-tables.ts'

/** What columns hold other than their types say: kinds by `table.column`, whose sides may be globs, or by `type name`. */
export type Casts = Readonly<Record<string, CastKind>>

const typePrefix = /^type\s+/

/** One rule of the configuration. */
export class CastRule {
  readonly key: string
  readonly kind: CastKind
  /** Of a rule for a type, its name; undefined for a rule for columns. */
  readonly type: string | undefined
  isMatched = false

  constructor(key: string, kind: CastKind) {
    this.key = key
    this.kind = kind
    this.type = typePrefix.test(key) ? normalType(key.replace(typePrefix, '')) : undefined
  }

  /** 2 for the column's very name, 1 for a glob, 0 for no match. Names of tables and of columns may have dots. */
  matchName(table: string, column: string): 0 | 1 | 2 {
    if (this.key === `${table}.${column}`) return 2
    for (let dot = this.key.indexOf('.'); dot > 0; dot = this.key.indexOf('.', dot + 1)) {
      if (matchesGlob(table, this.key.slice(0, dot)) && matchesGlob(column, this.key.slice(dot + 1))) return 1
    }
    return 0
  }

  /** Whether the column is of the type, by its engine's name for it or by the logical one. */
  matchesType({ native, type }: Column): boolean {
    return this.type === normalType(native) || this.type === type
  }
}

const normalType = (name: string): string => name.trim().toLowerCase().replace(/\s+/g, ' ')

export const readRules = (casts: Casts): CastRule[] =>
  Object.entries(casts).map(([key, kind]) => new CastRule(key, kind))

export interface FoundRule {
  rule: CastRule
  /** It is for the type that the target's column has, and not the source's. */
  isByTarget: boolean
}

/**
 * The rule for a column: one that names it, else a glob, else one for its type, else one for the type that it has in
 * the target; the first of several. All that match are marked as matched.
 */
export function ruleFor(
  rules: readonly CastRule[],
  table: Table,
  column: Column,
  target: Column | undefined,
): FoundRule | undefined {
  let best: FoundRule | undefined
  let bestRank = 0
  for (const rule of rules) {
    const rank = rankOf(rule, table, column, target)
    if (rank === 0) continue
    rule.isMatched = true
    if (rank <= bestRank) continue
    bestRank = rank
    best = { rule, isByTarget: rank === 1 }
  }
  return best
}

function rankOf(rule: CastRule, table: Table, column: Column, target: Column | undefined): number {
  if (rule.type === undefined) {
    const match = rule.matchName(table.name, column.name)
    return match === 0 ? 0 : match + 2
  }
  if (rule.matchesType(column)) return 2
  return target !== undefined && rule.matchesType(target) ? 1 : 0
}

/** Why a rule is one too many. */
export function matchesNothing({ key, type }: CastRule, tables: readonly Table[]): string {
  const columns = tables.flatMap((table) => table.columns.map((column) => ({ table, column })))
  const known =
    type === undefined
      ? columns.map(({ table, column }) => `${table.name}.${column.name}`)
      : [...new Set(columns.flatMap(({ column }) => [column.native, column.type]))]
  const near = suggest(type ?? key, known)
  const hint =
    near === undefined ? '' : ` (did you mean ${JSON.stringify(type === undefined ? near : `type ${near}`)}?)`
  return `${JSON.stringify(key)} matches no column of the source${hint}`
}
