import { type LogicalType, rememberedType } from '../../schema/logical-type.ts'

/** What only the text of CREATE TABLE says about a table. */
export interface CreateTableFacts {
  /** By lower-case column name. */
  columns: Map<string, ColumnFacts>
  constraints: ConstraintFacts[]
  autoincrement: boolean
}

export interface ColumnFacts {
  collation?: string
  /** Of a computed column. */
  expression?: string
  type?: LogicalType
}

export interface ConstraintFacts {
  name?: string
  kind: 'unique' | 'foreign'
  columns: string[]
  deferrable?: 'immediate' | 'deferred'
}

interface Token {
  kind: 'word' | 'name' | 'text' | 'comment' | 'symbol'
  /** Of a name, without its quotes. */
  value: string
  start: number
  end: number
}

const tokenPattern =
  /--[^\n]*|\/\*[\s\S]*?(?:\*\/|$)|"(?:[^"]|"")*"|`(?:[^`]|``)*`|\[[^\]]*\]|'(?:[^']|'')*'|[\p{L}\p{N}_$]+|[^\s]/gu

/** Reads what sqlite_schema keeps; SQLite has checked it, so nothing here refuses anything. */
export function parseCreateTable(sql: string): CreateTableFacts {
  const tokens = tokenize(sql)
  const facts: CreateTableFacts = { columns: new Map(), constraints: [], autoincrement: false }
  for (const part of bodyParts(tokens)) readPart(sql, part, facts)
  return facts
}

function tokenize(sql: string): Token[] {
  return Array.from(sql.matchAll(tokenPattern), (match) => {
    const text = match[0]
    const start = match.index
    return { ...classify(text), start, end: start + text.length }
  })
}

function classify(text: string): Pick<Token, 'kind' | 'value'> {
  const first = text[0]!
  if (text.startsWith('--') || text.startsWith('/*')) return { kind: 'comment', value: text }
  if (text.length > 1 && (first === '"' || first === '`')) {
    return { kind: 'name', value: text.slice(1, -1).replaceAll(first + first, first) }
  }
  if (text.length > 1 && first === '[') return { kind: 'name', value: text.slice(1, -1) }
  if (text.length > 1 && first === "'")
    return { kind: 'text', value: text.slice(1, -1).replaceAll("''", "'") }
  return /[\p{L}\p{N}_$]/u.test(first) ? { kind: 'word', value: text } : { kind: 'symbol', value: text }
}

/** The column definitions and table constraints: what commas divide within the first parentheses. */
function bodyParts(tokens: readonly Token[]): Token[][] {
  const parts: Token[][] = [[]]
  let depth = 0
  for (const token of tokens) {
    if (isSymbol(token, ')') && --depth === 0) break
    if (depth === 1 && isSymbol(token, ',')) parts.push([])
    else if (depth > 0) parts.at(-1)!.push(token)
    if (isSymbol(token, '(')) depth++
  }
  return parts
}

const isSymbol = (token: Token | undefined, symbol: string): boolean =>
  token?.kind === 'symbol' && token.value === symbol

const isWord = (token: Token | undefined, word: string): boolean =>
  token?.kind === 'word' && token.value.toUpperCase() === word

const constraintWords = new Set(['CONSTRAINT', 'PRIMARY', 'UNIQUE', 'CHECK', 'FOREIGN'])

function readPart(sql: string, part: readonly Token[], facts: CreateTableFacts): void {
  const tokens = part.filter((token) => token.kind !== 'comment')
  const [first] = tokens
  if (first === undefined) return
  if (first.kind === 'word' && constraintWords.has(first.value.toUpperCase())) {
    // SQLite allows table constraints without commas between them.
    readConstraints(tokens, undefined, facts)
    return
  }
  facts.columns.set(first.value.toLowerCase(), columnFacts(sql, part, tokens))
  if (tokens.some((token) => isWord(token, 'AUTOINCREMENT'))) facts.autoincrement = true
  readConstraints(tokens.slice(1), first.value, facts)
}

function columnFacts(sql: string, part: readonly Token[], tokens: readonly Token[]): ColumnFacts {
  const facts: ColumnFacts = {}
  for (const token of part) {
    const type = token.kind === 'comment' ? rememberedType(token.value.slice(2, -2).trim()) : undefined
    if (type) facts.type = type
  }
  let depth = 0
  tokens.forEach((token, index) => {
    if (isSymbol(token, '(')) depth++
    if (isSymbol(token, ')')) depth--
    if (depth > 0) return
    const next = tokens[index + 1]
    if (isWord(token, 'COLLATE') && next) facts.collation = next.value
    if (isWord(token, 'AS') && isSymbol(next, '(')) facts.expression = parenthesized(sql, tokens, index + 1)
  })
  return facts
}

/** The text between the parenthesis at `open` and the one that closes it. */
function parenthesized(sql: string, tokens: readonly Token[], open: number): string {
  const close = closing(tokens, open)
  return sql.slice(tokens[open]!.end, tokens[close]?.start ?? sql.length).trim()
}

function closing(tokens: readonly Token[], open: number): number {
  let depth = 0
  for (let index = open; index < tokens.length; index++) {
    if (isSymbol(tokens[index], '(')) depth++
    if (isSymbol(tokens[index], ')') && --depth === 0) return index
  }
  return tokens.length
}

/** Constraints follow each other with or without CONSTRAINT and a name; `column` is whose definition this is. */
function readConstraints(
  tokens: readonly Token[],
  column: string | undefined,
  facts: CreateTableFacts,
): void {
  let name: string | undefined
  let last: ConstraintFacts | undefined
  for (let index = 0; index < tokens.length; index++) {
    const token = tokens[index]
    const next = tokens[index + 1]
    if (isSymbol(token, '(')) {
      index = closing(tokens, index)
    } else if (isWord(token, 'CONSTRAINT') && next) {
      name = next.value
      index++
    } else if (isWord(token, 'DEFERRABLE') && last && !isWord(tokens[index - 1], 'NOT')) {
      last.deferrable = 'immediate'
    } else if (isWord(token, 'INITIALLY') && last?.deferrable && isWord(next, 'DEFERRED')) {
      last.deferrable = 'deferred'
    } else if (startsConstraint(token, column)) {
      const open = tokens.findIndex((candidate, at) => at > index && isSymbol(candidate, '('))
      last = {
        ...(name !== undefined && { name }),
        kind: isWord(token, 'UNIQUE') ? 'unique' : 'foreign',
        columns: column === undefined ? namesIn(tokens, open) : [column],
      }
      facts.constraints.push(last)
      name = undefined
    }
  }
}

const startsConstraint = (token: Token | undefined, column: string | undefined): boolean =>
  isWord(token, 'UNIQUE') || isWord(token, column === undefined ? 'FOREIGN' : 'REFERENCES')

function namesIn(tokens: readonly Token[], open: number): string[] {
  return tokens
    .slice(open + 1, closing(tokens, open))
    .filter((token, index, all) => token.kind !== 'symbol' && (index === 0 || isSymbol(all[index - 1], ',')))
    .map((token) => token.value)
}
