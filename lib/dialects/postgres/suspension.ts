import { exitCodes, TaskError } from '../../errors.ts'
import { type Location, quoteLocation } from './location.ts'
import { quoteName, quoteText } from './quote.ts'
import type { Session } from './session.ts'

/** A foreign key that is taken away for the load. */
export interface SuspendedKey {
  name: string
  child: Location
  parent: Location
  childColumns: string[]
  parentColumns: string[]
  /** As the server writes it, NOT VALID and DEFERRABLE included. */
  definition: string
  validated: boolean
  enforced: boolean
  /** MATCH FULL: null in some of its columns is an orphan too. */
  full: boolean
  comment: string | null
}

/** A table that a load touches, or a partition of one. */
export interface Touched extends Location {
  oid: number
  /** 0 for the table itself, 1 for its partitions and so on. */
  depth: number
  owner: string
  /** Whether the role is, or is a member of, the owner. */
  owned: boolean
  partitioned: boolean
  mayTruncate: boolean
}

interface TriggerRow {
  relation: Touched
  name: string
  state: 'O' | 'R' | 'A' | 'D'
}

/** The tables with these names, and their partitions below them. */
export async function readTouched(session: Session, locations: readonly Location[]): Promise<Touched[]> {
  return session.query<Touched>(
    `WITH RECURSIVE touched (oid, depth) AS (
      SELECT c.oid, 0 FROM unnest($1::text[], $2::text[]) AS t(schema, relation)
      JOIN pg_catalog.pg_namespace n ON n.nspname = t.schema
      JOIN pg_catalog.pg_class c ON c.relnamespace = n.oid AND c.relname = t.relation AND c.relkind IN ('r', 'p')
      UNION
      SELECT i.inhrelid, t.depth + 1 FROM touched t
      JOIN pg_catalog.pg_inherits i ON i.inhparent = t.oid
      JOIN pg_catalog.pg_class c ON c.oid = i.inhrelid AND c.relispartition
    )
    SELECT t.oid, t.depth, n.nspname AS schema, c.relname AS relation, c.relkind = 'p' AS partitioned,
      pg_catalog.pg_get_userbyid(c.relowner) AS owner, pg_catalog.pg_has_role(c.relowner, 'USAGE') AS owned,
      pg_catalog.has_table_privilege(c.oid, 'TRUNCATE') AS "mayTruncate"
    FROM touched t JOIN pg_catalog.pg_class c ON c.oid = t.oid JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind IN ('r', 'p')
    ORDER BY t.depth, n.nspname COLLATE "C", c.relname COLLATE "C"`,
    [locations.map((location) => location.schema), locations.map((location) => location.relation)],
  )
}

/** Foreign keys from and to the tables; those that partitions have from their parent go and come with it. */
export async function readForeignKeys(
  session: Session,
  touched: readonly Touched[],
  version: number,
): Promise<SuspendedKey[]> {
  const names = (relation: string, numbers: string) => `
    (SELECT pg_catalog.array_agg(a.attname::text ORDER BY k.position)
      FROM unnest(${numbers}) WITH ORDINALITY AS k(number, position)
      JOIN pg_catalog.pg_attribute a ON a.attrelid = ${relation} AND a.attnum = k.number)`
  return session.query<SuspendedKey>(
    `SELECT c.conname AS name,
      pg_catalog.json_build_object('schema', cn.nspname, 'relation', child.relname) AS child,
      pg_catalog.json_build_object('schema', pn.nspname, 'relation', parent.relname) AS parent,
      ${names('c.conrelid', 'c.conkey')} AS "childColumns", ${names('c.confrelid', 'c.confkey')} AS "parentColumns",
      pg_catalog.pg_get_constraintdef(c.oid) AS definition, c.convalidated AS validated,
      ${version >= 18 ? 'c.conenforced' : 'true'} AS enforced, c.confmatchtype = 'f' AS full,
      pg_catalog.obj_description(c.oid, 'pg_constraint') AS comment
    FROM pg_catalog.pg_constraint c
    JOIN pg_catalog.pg_class child ON child.oid = c.conrelid
    JOIN pg_catalog.pg_namespace cn ON cn.oid = child.relnamespace
    JOIN pg_catalog.pg_class parent ON parent.oid = c.confrelid
    JOIN pg_catalog.pg_namespace pn ON pn.oid = parent.relnamespace
    WHERE c.contype = 'f' AND c.conparentid = 0 AND (c.conrelid = ANY ($1::oid[]) OR c.confrelid = ANY ($1::oid[]))
    ORDER BY c.oid`,
    [touched.map((table) => table.oid)],
  )
}

/**
 * Triggers of users, parents before partitions. Before version 15 the copies on partitions count as internal:
 * they follow their parent.
 */
export async function readTriggers(session: Session, touched: readonly Touched[]): Promise<TriggerRow[]> {
  const order = new Map(touched.map((table, index) => [table.oid, index]))
  const rows = await session.query<{ oid: number; name: string; state: TriggerRow['state'] }>(
    `SELECT tgrelid AS oid, tgname AS name, tgenabled AS state FROM pg_catalog.pg_trigger
    WHERE tgrelid = ANY ($1::oid[]) AND NOT tgisinternal ORDER BY tgname`,
    [touched.map((table) => table.oid)],
  )
  return rows
    .sort((a, b) => order.get(a.oid)! - order.get(b.oid)!)
    .map(({ oid, name, state }) => ({ relation: touched[order.get(oid)!]!, name, state }))
    .filter(({ relation, state }) => state !== 'D' || relation.depth > 0)
}

const restoring: Record<TriggerRow['state'], string> = {
  O: 'ENABLE TRIGGER',
  R: 'ENABLE REPLICA TRIGGER',
  A: 'ENABLE ALWAYS TRIGGER',
  // Enabling the parent's enabled the partition's, too.
  D: 'DISABLE TRIGGER',
}

/** Foreign keys and triggers of the tables that a load touches, away inside its transaction and put back in it. */
export class Suspension {
  readonly keys: readonly SuspendedKey[]
  readonly #triggers: readonly TriggerRow[]
  readonly #session: Session

  constructor(session: Session, keys: readonly SuspendedKey[], triggers: readonly TriggerRow[]) {
    this.#session = session
    this.keys = keys
    this.#triggers = triggers
  }

  /** Other tables at the far end of a foreign key: dropping it locks them too. */
  get neighbours(): Location[] {
    return this.keys.flatMap((key) => [key.child, key.parent])
  }

  /** The tables that only their owner can change so. */
  get altered(): Location[] {
    return [...this.keys.map((key) => key.child), ...this.#triggers.map((trigger) => trigger.relation)]
  }

  async begin(): Promise<void> {
    for (const { child, name } of this.keys) {
      await this.#session.execute(`ALTER TABLE ${quoteLocation(child)} DROP CONSTRAINT ${quoteName(name)}`)
    }
    for (const { relation, name } of this.#triggers) {
      await this.#session.execute(`ALTER TABLE ${quoteLocation(relation)} DISABLE TRIGGER ${quoteName(name)}`)
    }
  }

  async end(): Promise<void> {
    for (const key of this.keys) await this.#restoreKey(key)
    for (const { relation, name, state } of this.#triggers) {
      await this.#session.execute(
        `ALTER TABLE ${quoteLocation(relation)} ${restoring[state]} ${quoteName(name)}`,
      )
    }
  }

  /** Adding it checks every row at once, unless it is NOT VALID. */
  async #restoreKey(key: SuspendedKey): Promise<void> {
    const constraint = `${quoteLocation(key.child)} ADD CONSTRAINT ${quoteName(key.name)} ${key.definition}`
    await addForeignKey(this.#session, key, `ALTER TABLE ${constraint}`)
    if (!key.validated && key.enforced) await refuseOrphans(this.#session, key)
    if (key.comment === null) return
    await this.#session.execute(
      `COMMENT ON CONSTRAINT ${quoteName(key.name)} ON ${quoteLocation(key.child)} IS ${quoteText(key.comment)}`,
    )
  }
}

type KeyShape = Pick<SuspendedKey, 'name' | 'child' | 'parent' | 'childColumns' | 'parentColumns' | 'full'>

/** Runs the statement that adds a foreign key; its orphans, if there are any, are named. */
export async function addForeignKey(session: Session, key: KeyShape, sql: string): Promise<void> {
  await session.execute('SAVEPOINT foreign_key')
  try {
    await session.execute(sql)
  } catch (error) {
    if ((error as { code?: string }).code !== '23503') throw error
    await session.execute('ROLLBACK TO SAVEPOINT foreign_key')
    await refuseOrphans(session, key)
    throw error
  }
  await session.execute('RELEASE SAVEPOINT foreign_key')
}

async function refuseOrphans(session: Session, key: KeyShape): Promise<void> {
  const pairs = key.childColumns.map((column, index) => [
    `c.${quoteName(column)}`,
    `p.${quoteName(key.parentColumns[index]!)}`,
  ])
  const match = pairs.map(([child, parent]) => `${parent} = ${child}`).join(' AND ')
  const present = pairs.map(([child]) => `${child} IS NOT NULL`).join(key.full ? ' OR ' : ' AND ')
  const shown = pairs.map(([child]) => `${child}::text`).join(', ')
  const [orphans] = await session.query<{ count: string; values: string[] | null }>(
    `SELECT count(*) AS count, (pg_catalog.array_agg(ARRAY[${shown}]))[1:1] AS values
    FROM ${quoteLocation(key.child)} c
    WHERE (${present}) AND NOT EXISTS (SELECT FROM ${quoteLocation(key.parent)} p WHERE ${match})`,
  )
  if (!orphans || orphans.count === '0') return
  throw orphanError(key, Number(orphans.count), orphans.values?.flat() ?? [])
}

function orphanError(key: KeyShape, count: number, values: string[]): TaskError {
  const columns = key.childColumns.join(', ')
  const records = count === 1 ? 'One record refers' : `${count} records refer`
  return new TaskError(
    `${records} to what is not there: ${key.child.relation} (${columns}) = (${values.join(', ')}) has no ` +
      `${key.parent.relation} (${key.parentColumns.join(', ')}) (foreign key ${key.name}).`,
    {
      exitCode: exitCodes.failed,
      hint: 'Nothing was changed. Mend the source, or include the table that is referred to.',
    },
  )
}
