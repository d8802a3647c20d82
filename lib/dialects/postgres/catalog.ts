import { exitCodes, TaskError } from '../../errors.ts'
import type { LogicalType } from '../../schema/logical-type.ts'
import type {
  Column,
  ForeignKey,
  Index,
  ReferenceAction,
  Table,
  TypeDefinition,
  Unique,
} from '../../schema/table.ts'
import { type NumberingSequence, readColumnSequences } from './column-sequence.ts'
import { readDefault } from './default-expression.ts'
import { dumpName, explicitSchema, type Location, quoteLocation } from './location.ts'
import { arrayOf, readNativeType, rememberedIn } from './native-type.ts'
import type { Session } from './session.ts'
import { readTypeDefinitions } from './type-definitions.ts'

/** What a table is to the server, beyond its description. */
export interface Relation extends Location {
  oid: number
  /** Its rows are those of its partitions. */
  partitioned: boolean
  /** The user may read all of it. */
  readable: boolean
  /** Policies may hide rows of it from other users. */
  secured: boolean
  table: Table
}

/** All tables with records in `schemas`, by their names in dumps, in name order by UTF-8 bytes. */
export const readCatalog = (
  session: Session,
  schemas: readonly string[],
  serverVersion: number,
): Promise<Map<string, Relation>> =>
  session.seenFromFirst(schemas, () => readRelations(session, schemas, serverVersion))

async function readRelations(
  session: Session,
  schemas: readonly string[],
  serverVersion: number,
): Promise<Map<string, Relation>> {
  const rows = await session.query<RelationRow>(relationsSql, [schemas])
  const oids = rows.map((row) => row.oid)
  const columns = await session.query<ColumnRow>(columnsSql(serverVersion), [oids])
  const enums = await readEnums(session)
  const types = await readTypeDefinitions(session)
  const sequences = await readColumnSequences(session, oids)
  const constraints = await session.query<ConstraintRow>(constraintsSql(serverVersion), [oids])
  const indexes = await session.query<IndexRow>(indexesSql(serverVersion), [oids])
  const triggers = await session.query<{ relation: number; name: string }>(triggersSql, [oids])

  const relations = rows.map((row) => emptyRelation(row, schemas))
  const byOid = new Map(relations.map((relation) => [relation.oid, relation]))
  for (const row of columns) {
    byOid
      .get(row.relation)!
      .table.columns.push(
        makeColumn(row, enums, types.get(row.declaredOid), sequences.get(`${row.relation}.${row.number}`)),
      )
  }
  for (const row of constraints) addConstraint(byOid.get(row.relation)!.table, row, schemas)
  for (const row of indexes) addIndex(byOid.get(row.relation)!.table, row)
  for (const { relation, name } of triggers) addTrigger(byOid.get(relation)!.table, name)
  relations.sort((a, b) => Buffer.compare(Buffer.from(a.table.name), Buffer.from(b.table.name)))
  return byName(relations)
}

/** A dump tells tables apart by their names alone. */
function byName(relations: readonly Relation[]): Map<string, Relation> {
  const named = new Map(relations.map((relation) => [relation.table.name, relation]))
  const twin = relations.find((relation) => named.get(relation.table.name) !== relation)
  if (!twin) return named
  const places = [twin, named.get(twin.table.name)!].map(quoteLocation).sort().join(' and ')
  throw new TaskError(`The tables ${places} would have the same name in a dump: ${twin.table.name}.`, {
    exitCode: exitCodes.schemaMismatch,
    hint: 'Rename one of them, or take one of the schemas out of the configuration.',
  })
}

interface RelationRow {
  oid: number
  schema: string
  relation: string
  partitioned: boolean
  unlogged: boolean
  readable: boolean
  secured: boolean
}

/** There while the database is being made, and after a kill until that is undone. */
export const buildTable = 'record_tasks_build'

const relationsSql = `
  SELECT c.oid, n.nspname AS schema, c.relname AS relation, c.relkind = 'p' AS partitioned,
    c.relpersistence = 'u' AS unlogged, c.relrowsecurity AS secured,
    pg_catalog.has_table_privilege(c.oid, 'SELECT') AS readable
  FROM pg_catalog.pg_class c
  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND c.relpersistence <> 't' AND n.nspname = ANY ($1::text[])
    AND c.relname <> '${buildTable}'
    AND NOT EXISTS (
      SELECT FROM pg_catalog.pg_depend d
      WHERE d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.objid = c.oid AND d.deptype = 'e')`

function emptyRelation(row: RelationRow, schemas: readonly string[]): Relation {
  const schema = explicitSchema(row, schemas)
  const table: Table = {
    name: dumpName(row, schemas),
    ...(schema === undefined ? {} : { schema }),
    columns: [],
    primaryKey: [],
    uniques: [],
    indexes: [],
    foreignKeys: [],
    ...(row.unlogged ? { options: 'UNLOGGED' } : {}),
  }
  const { oid, relation, partitioned, readable, secured } = row
  return { oid, schema: row.schema, relation, partitioned, readable, secured, table }
}

interface ColumnRow {
  relation: number
  number: number
  name: string
  /** As declared, a domain by its name. */
  native: string
  /** The same with domains resolved. */
  basic: string
  declaredOid: number
  kind: string
  typeOid: number
  elementOid: number | null
  elementKind: string | null
  notNull: boolean
  identity: string
  computed: string
  expression: string | null
  collation: string | null
  comment: string | null
}

const columnsSql = (serverVersion: number): string => `
  WITH RECURSIVE domain (type, base, typmod) AS (
    SELECT t.oid, t.typbasetype, t.typtypmod FROM pg_catalog.pg_type t WHERE t.typtype = 'd'
    UNION ALL
    SELECT d.type, t.typbasetype, CASE WHEN d.typmod <> -1 THEN d.typmod ELSE t.typtypmod END
    FROM domain d JOIN pg_catalog.pg_type t ON t.oid = d.base WHERE t.typtype = 'd'
  )
  SELECT a.attrelid AS relation, a.attnum AS number, a.attname AS name,
    pg_catalog.format_type(a.atttypid, a.atttypmod) AS native,
    pg_catalog.format_type(t.oid, coalesce(d.typmod, a.atttypmod)) AS basic,
    a.atttypid AS "declaredOid", t.typtype AS kind, t.oid AS "typeOid",
    e.oid AS "elementOid", e.typtype AS "elementKind",
    a.attnotnull OR declared.typnotnull AS "notNull",
    a.attidentity AS identity, ${serverVersion >= 12 ? 'a.attgenerated' : "''"} AS computed,
    pg_catalog.pg_get_expr(x.adbin, x.adrelid) AS expression,
    CASE WHEN a.attcollation <> declared.typcollation THEN
      (SELECT CASE WHEN n.nspname = 'pg_catalog' THEN '' ELSE pg_catalog.quote_ident(n.nspname) || '.' END
        || pg_catalog.quote_ident(l.collname)
      FROM pg_catalog.pg_collation l JOIN pg_catalog.pg_namespace n ON n.oid = l.collnamespace
      WHERE l.oid = a.attcollation) END AS collation,
    m.description AS comment
  FROM pg_catalog.pg_attribute a
  JOIN pg_catalog.pg_type declared ON declared.oid = a.atttypid
  LEFT JOIN (SELECT d.* FROM domain d JOIN pg_catalog.pg_type b ON b.oid = d.base WHERE b.typtype <> 'd') d
    ON d.type = a.atttypid
  JOIN pg_catalog.pg_type t ON t.oid = coalesce(d.base, a.atttypid)
  LEFT JOIN pg_catalog.pg_type e ON e.oid = t.typelem AND t.typcategory = 'A' AND t.typlen = -1
  LEFT JOIN pg_catalog.pg_attrdef x ON x.adrelid = a.attrelid AND x.adnum = a.attnum
  LEFT JOIN pg_catalog.pg_description m ON m.classoid = 'pg_catalog.pg_class'::pg_catalog.regclass
    AND m.objoid = a.attrelid AND m.objsubid = a.attnum AND m.description LIKE 'record-tasks:%'
  WHERE a.attrelid = ANY ($1::oid[]) AND a.attnum > 0 AND NOT a.attisdropped
  ORDER BY a.attrelid, a.attnum`

async function readEnums(session: Session): Promise<Map<number, string[]>> {
  const rows = await session.query<{ type: number; labels: string[] }>(`
    SELECT enumtypid AS type, pg_catalog.array_agg(enumlabel::text ORDER BY enumsortorder) AS labels
    FROM pg_catalog.pg_enum GROUP BY enumtypid`)
  return new Map(rows.map(({ type, labels }) => [type, labels]))
}

function makeColumn(
  row: ColumnRow,
  enums: Map<number, string[]>,
  types: TypeDefinition[] | undefined,
  sequence: NumberingSequence | undefined,
): Column {
  const stored = logicalType(row, enums)
  const logical = rememberedIn(row.comment, stored) ?? stored
  const generated = generatedOf(row, logical, sequence)
  const computed = generated === 'stored' || generated === 'virtual'
  const value =
    generated === undefined && row.expression !== null ? readDefault(row.expression, logical) : undefined
  return {
    name: row.name,
    ...logical,
    native: row.native,
    nullable: !row.notNull,
    ...(generated === undefined ? {} : { generated }),
    ...(computed ? { expression: row.expression! } : {}),
    ...(sequence?.next !== undefined && !computed ? { next: sequence.next } : {}),
    ...(sequence && !computed ? keptOf(sequence, row, generated) : {}),
    ...(value === undefined ? {} : { default: value }),
    ...(types === undefined || isPlainEnum(row, types) ? {} : { types }),
    ...(row.collation === null ? {} : { collation: row.collation }),
  }
}

/** Whose members the column has already. */
const isPlainEnum = (row: ColumnRow, types: readonly TypeDefinition[]): boolean =>
  types.length === 1 &&
  (row.kind === 'e' || row.elementKind === 'e') &&
  row.native.replace(/(\[\])+$/, '') === types[0]!.name

/** An identity column has its sequence for itself; a serial column as good as has. */
function keptOf(
  { kept, isOwn }: NumberingSequence,
  row: ColumnRow,
  generated: Column['generated'],
): Pick<Column, 'sequence'> {
  const isSerial = generated === 'identity' && isOwn && row.notNull
  const { name, ...rest } = kept
  const sequence = row.identity !== '' || isSerial ? rest : kept
  return Object.keys(sequence).length === 0 ? {} : { sequence }
}

function logicalType(row: ColumnRow, enums: Map<number, string[]>): LogicalType {
  if (row.elementOid !== null) return arrayOf(elementType(row, enums))
  if (row.kind === 'e') return { type: 'enum', values: enums.get(row.typeOid) ?? [] }
  if (row.kind === 'r' || row.kind === 'm') return { type: 'range' }
  return (row.kind === 'b' && readNativeType(row.basic)) || { type: 'other' }
}

function elementType(row: ColumnRow, enums: Map<number, string[]>): LogicalType {
  if (row.elementKind === 'e') return { type: 'enum', values: enums.get(row.elementOid!) ?? [] }
  if (row.elementKind === 'r' || row.elementKind === 'm') return { type: 'range' }
  return (row.elementKind === 'b' && readNativeType(row.basic.replace(/(\[\])+$/, ''))) || { type: 'other' }
}

function generatedOf(
  row: ColumnRow,
  logical: LogicalType,
  sequence: NumberingSequence | undefined,
): Exclude<Column['generated'], undefined> | undefined {
  if (row.computed === 's') return 'stored'
  if (row.computed === 'v') return 'virtual'
  if (row.identity === 'a') return 'always'
  if (row.identity === 'd') return 'identity'
  const numbered = logical.type === 'integer' || logical.type === 'decimal'
  if (sequence && numbered && /^nextval\('.*'::regclass\)$/.test(row.expression ?? '')) return 'identity'
  return undefined
}

interface ConstraintRow {
  relation: number
  name: string
  kind: 'p' | 'u' | 'f'
  columns: string[]
  deferrable: boolean
  deferred: boolean
  parentSchema: string | null
  parentRelation: string | null
  parentColumns: string[] | null
  onDelete: string
  onUpdate: string
  full: boolean
  onDeleteColumns: string[] | null
  nullsNotDistinct: boolean
}

const columnNames = (relation: string, numbers: string): string => `
  (SELECT pg_catalog.array_agg(a.attname::text ORDER BY k.position)
    FROM unnest(${numbers}) WITH ORDINALITY AS k(number, position)
    JOIN pg_catalog.pg_attribute a ON a.attrelid = ${relation} AND a.attnum = k.number)`

const constraintsSql = (serverVersion: number): string => `
  SELECT c.conrelid AS relation, c.conname AS name, c.contype AS kind,
    ${columnNames('c.conrelid', 'c.conkey')} AS columns,
    c.condeferrable AS deferrable, c.condeferred AS deferred,
    n.nspname AS "parentSchema", p.relname AS "parentRelation",
    ${columnNames('c.confrelid', 'c.confkey')} AS "parentColumns",
    c.confdeltype AS "onDelete", c.confupdtype AS "onUpdate",
    c.confmatchtype = 'f' AS full,
    ${serverVersion >= 15 ? columnNames('c.conrelid', 'c.confdelsetcols') : 'NULL::text[]'} AS "onDeleteColumns",
    coalesce(pg_catalog.pg_get_constraintdef(c.oid) LIKE '%NULLS NOT DISTINCT%' AND c.contype = 'u', false)
      AS "nullsNotDistinct"
  FROM pg_catalog.pg_constraint c
  LEFT JOIN pg_catalog.pg_class p ON p.oid = c.confrelid AND c.contype = 'f'
  LEFT JOIN pg_catalog.pg_namespace n ON n.oid = p.relnamespace
  WHERE c.conrelid = ANY ($1::oid[]) AND c.contype IN ('p', 'u', 'f') AND (c.contype <> 'f' OR c.conparentid = 0)
  ORDER BY c.conrelid, c.conname`

const actions: Record<string, ReferenceAction> = {
  a: 'no action',
  r: 'restrict',
  c: 'cascade',
  n: 'set null',
  d: 'set default',
}

function addConstraint(table: Table, row: ConstraintRow, schemas: readonly string[]): void {
  if (row.kind === 'p') {
    table.primaryKey = row.columns
    return
  }
  const deferrable = row.deferrable ? ({ deferrable: row.deferred ? 'deferred' : 'immediate' } as const) : {}
  if (row.kind === 'u') {
    const unique: Unique = { name: row.name, columns: row.columns }
    if (row.nullsNotDistinct) unique.nullsNotDistinct = true
    table.uniques.push({ ...unique, ...deferrable })
    return
  }
  const parent = { schema: row.parentSchema!, relation: row.parentRelation! }
  const key: ForeignKey = {
    name: row.name,
    columns: row.columns,
    references: { table: dumpName(parent, schemas), columns: row.parentColumns ?? [] },
    onDelete: actions[row.onDelete] ?? 'no action',
    onUpdate: actions[row.onUpdate] ?? 'no action',
    ...(row.onDeleteColumns === null ? {} : { onDeleteColumns: row.onDeleteColumns }),
    ...(row.full ? { match: 'full' } : {}),
  }
  table.foreignKeys.push({ ...key, ...deferrable })
}

interface IndexRow {
  relation: number
  name: string
  unique: boolean
  /** Of plain columns in their default order, operator class and collation, whole, and of the usual method. */
  plain: boolean
  columns: string[] | null
  nullsNotDistinct: boolean
  definition: string
}

const indexesSql = (serverVersion: number): string => `
  SELECT i.indrelid AS relation, c.relname AS name, i.indisunique AND NOT i.indisexclusion AS unique,
    am.amname = 'btree' AND i.indpred IS NULL AND i.indexprs IS NULL AND NOT i.indisexclusion
      AND i.indnkeyatts = i.indnatts AND NOT 0 <> ANY (i.indoption)
      AND NOT EXISTS (
        SELECT FROM unnest(i.indclass::oid[]) AS used(oid)
        JOIN pg_catalog.pg_opclass o ON o.oid = used.oid WHERE NOT o.opcdefault)
      AND NOT EXISTS (
        SELECT FROM unnest(i.indkey::smallint[], i.indcollation::oid[]) AS k(number, used)
        JOIN pg_catalog.pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.number
        WHERE k.used <> a.attcollation) AS plain,
    ${columnNames('i.indrelid', 'i.indkey::smallint[]')} AS columns,
    ${serverVersion >= 15 ? 'i.indnullsnotdistinct' : 'false'} AS "nullsNotDistinct",
    CASE WHEN i.indisexclusion
      THEN (SELECT 'ALTER TABLE ' || x.conrelid::pg_catalog.regclass::text || ' ADD CONSTRAINT '
          || pg_catalog.quote_ident(x.conname) || ' ' || pg_catalog.pg_get_constraintdef(x.oid)
        FROM pg_catalog.pg_constraint x WHERE x.conindid = i.indexrelid AND x.contype = 'x')
      ELSE pg_catalog.pg_get_indexdef(i.indexrelid) END AS definition
  FROM pg_catalog.pg_index i
  JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid
  JOIN pg_catalog.pg_am am ON am.oid = c.relam
  WHERE i.indrelid = ANY ($1::oid[])
    AND NOT EXISTS (
      SELECT FROM pg_catalog.pg_constraint x WHERE x.conindid = i.indexrelid AND x.contype IN ('p', 'u'))
  ORDER BY i.indrelid, c.relname`

function addIndex(table: Table, row: IndexRow): void {
  const columns = row.columns ?? []
  if (row.plain && row.unique) {
    const unique: Unique = { name: row.name, columns, index: true }
    if (row.nullsNotDistinct) unique.nullsNotDistinct = true
    table.uniques.push(unique)
    return
  }
  const index: Index = row.plain
    ? { name: row.name, columns }
    : { name: row.name, columns: [], definition: row.definition }
  if (row.unique) index.unique = true
  table.indexes.push(index)
}

function addTrigger(table: Table, name: string): void {
  table.triggers = [...(table.triggers ?? []), name]
}

const triggersSql = `
  SELECT t.tgrelid AS relation, t.tgname AS name FROM pg_catalog.pg_trigger t
  WHERE t.tgrelid = ANY ($1::oid[]) AND NOT t.tgisinternal
  ORDER BY t.tgrelid, t.tgname`
