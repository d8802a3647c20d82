import { isIdentity } from '../../schema/table.ts'
import type { TableLoadPlan } from '../dialect.ts'
import { type Location, quoteLocation } from './location.ts'
import { quoteName } from './quote.ts'
import type { Session } from './session.ts'

/** Sequences that belong to a column or give its default: relation, number of the column, sequence. */
export const numberingSequences = `
    SELECT d.refobjid AS relation, d.refobjsubid AS number, d.objid AS sequence
    FROM pg_catalog.pg_depend d
    WHERE d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass
      AND d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.deptype = 'i'
    UNION
    SELECT x.adrelid, x.adnum, d.refobjid
    FROM pg_catalog.pg_attrdef x
    JOIN pg_catalog.pg_depend d ON d.classid = 'pg_catalog.pg_attrdef'::pg_catalog.regclass AND d.objid = x.oid
      AND d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass`

interface SequenceRow {
  table: number
  column: string
  oid: number
  schema: string
  name: string
  increment: string
  minimum: string
  maximum: string
  owned: boolean
  shared: boolean
}

const sequencesSql = `
  SELECT t.index AS table, a.attname AS column, s.oid, n.nspname AS schema, s.relname AS name,
    q.seqincrement AS increment, q.seqmin AS minimum, q.seqmax AS maximum,
    pg_catalog.pg_has_role(s.relowner, 'USAGE') AS owned,
    count(*) OVER (PARTITION BY s.oid) > 1 OR EXISTS (
      SELECT FROM pg_catalog.pg_depend d
      JOIN pg_catalog.pg_attrdef x ON d.classid = 'pg_catalog.pg_attrdef'::pg_catalog.regclass AND x.oid = d.objid
      WHERE d.refobjid = s.oid AND (x.adrelid, x.adnum) <> (o.relation, o.number)) AS shared
  FROM unnest($1::text[], $2::text[]) WITH ORDINALITY AS t(schema, relation, index)
  JOIN pg_catalog.pg_namespace tn ON tn.nspname = t.schema
  JOIN pg_catalog.pg_class c ON c.relnamespace = tn.oid AND c.relname = t.relation
  JOIN (
    ${numberingSequences}
  ) o ON o.relation = c.oid
  JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum = o.number
  JOIN pg_catalog.pg_class s ON s.oid = o.sequence AND s.relkind = 'S'
  JOIN pg_catalog.pg_namespace n ON n.oid = s.relnamespace
  JOIN pg_catalog.pg_sequence q ON q.seqrelid = s.oid
  ORDER BY s.oid`

/**
 * Sets the sequences of loaded tables to what the source would have given next, but past the highest key at least.
 * ALTER SEQUENCE is undone by a rollback, and with it a setval() that follows it: they work on a new file. A setval()
 * alone is not: only where the sequence belongs to another role.
 */
export async function setSequences(
  session: Session,
  loads: readonly { plan: TableLoadPlan; location: Location }[],
): Promise<void> {
  const rows = await session.query<SequenceRow>(sequencesSql, [
    loads.map(({ location }) => location.schema),
    loads.map(({ location }) => location.relation),
  ])
  const numbered = rows.filter((row) => isNumbered(loads[row.table - 1]!.plan, row.column))
  if (numbered.length === 0) return
  const states = await readStates(session, numbered, loads)
  const wanted = new Map<number, { row: SequenceRow; next: bigint }>()
  for (const [index, row] of numbered.entries()) {
    const next = nextOf(row, states[index]!, sourceNext(loads[row.table - 1]!.plan, row.column))
    const other = wanted.get(row.oid)?.next
    wanted.set(row.oid, { row, next: other === undefined ? next : farther(row, other, next) })
  }
  await applySettings(
    session,
    [...wanted.values()].map(({ row, next }) => settingOf(row, next)),
  )
}

function isNumbered(plan: TableLoadPlan, column: string): boolean {
  return plan.target.columns.some((target) => target.name === column && isIdentity(target))
}

function sourceNext(plan: TableLoadPlan, column: string): bigint | undefined {
  const next = plan.columns.find(({ target }) => target.name === column)?.source.next
  return next === undefined ? undefined : BigInt(next)
}

interface State {
  /** The last key in counting direction; null in an empty table. */
  extreme: string | null
  /** What the sequence gives next as it is. */
  current: string
}

/** One statement for all sequences. */
async function readStates(
  session: Session,
  rows: readonly SequenceRow[],
  loads: readonly { location: Location }[],
): Promise<State[]> {
  const states = rows.map((row, index) => {
    const table = quoteLocation(loads[row.table - 1]!.location)
    const sequence = quoteLocation({ schema: row.schema, relation: row.name })
    const extreme = BigInt(row.increment) > 0n ? 'max' : 'min'
    const current = `CASE WHEN is_called THEN last_value::numeric + ${row.increment} ELSE last_value END`
    return `(${index}, (SELECT ${extreme}(${quoteName(row.column)})::text FROM ${table}), (SELECT (${current})::text FROM ${sequence}))`
  })
  return session.query<State>(
    `SELECT extreme, current FROM (VALUES ${states.join(', ')}) AS s(index, extreme, current) ORDER BY index`,
  )
}

function nextOf(row: SequenceRow, state: State, source: bigint | undefined): bigint {
  const candidates: bigint[] = []
  if (source !== undefined) candidates.push(source)
  if (state.extreme !== null && /^-?\d+$/.test(state.extreme)) {
    candidates.push(BigInt(state.extreme) + BigInt(row.increment))
  }
  if (candidates.length === 0 || row.shared) candidates.push(BigInt(state.current))
  return candidates.reduce((a, b) => farther(row, a, b))
}

const farther = (row: SequenceRow, a: bigint, b: bigint): bigint =>
  BigInt(row.increment) > 0n === a > b ? a : b

interface Setting {
  row: SequenceRow
  /** Where an ALTER SEQUENCE may put it. */
  start: bigint
  value: bigint
  /** Whether `value` has been given: as the source's own sequence stands after an insert, and native dumps show it. */
  called: boolean
}

function settingOf(row: SequenceRow, next: bigint): Setting {
  const minimum = BigInt(row.minimum)
  const maximum = BigInt(row.maximum)
  const clamped = (value: bigint) => (value < minimum ? minimum : value > maximum ? maximum : value)
  const start = clamped(next)
  const increment = BigInt(row.increment)
  const isExhausted = increment > 0n ? next > maximum : next < minimum
  const last = isExhausted ? clamped(next - increment) : next - increment
  const called = last === clamped(last)
  return { row, start, value: called ? last : start, called }
}

async function applySettings(session: Session, settings: readonly Setting[]): Promise<void> {
  for (const { row, start } of settings) {
    if (!row.owned) continue
    const name = quoteLocation({ schema: row.schema, relation: row.name })
    await session.execute(`ALTER SEQUENCE ${name} RESTART WITH ${start}`)
  }
  const set = settings.filter(({ row, called }) => called || !row.owned)
  if (set.length === 0) return
  await session.query(
    `SELECT pg_catalog.setval(oid::regclass, value, called)
    FROM unnest($1::oid[], $2::bigint[], $3::boolean[]) AS s(oid, value, called)`,
    [set.map(({ row }) => row.oid), set.map(({ value }) => String(value)), set.map(({ called }) => called)],
  )
}
