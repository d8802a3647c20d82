import { isIdentity, type Table } from '../../schema/table.ts'
import { someNames } from '../../some-of.ts'
import { noteLayouts } from '../note-layouts.ts'
import type { Relation } from './catalog.ts'
import { readJsonForms } from './json-forms.ts'
import { noteOtherSchemas } from './other-schemas.ts'
import type { Session } from './session.ts'

/**
 * What a user may miss in a dump: a sentence each; `unreadable` are sequences. Sets the `form` of json columns on the way.
 */
export async function readSnapshotNotes(
  session: Session,
  relations: ReadonlyMap<string, Relation>,
  schemas: readonly string[],
  unreadable: readonly string[],
): Promise<string[]> {
  const found = [...relations.values()]
  return [
    ...noteUnreadable(found.map(({ table }) => table)),
    ...noteSecured(found.filter(({ secured }) => secured)),
    ...noteLayouts(await readJsonForms(session, found)),
    ...noteSequences(unreadable),
    ...(await noteOtherSchemas(session, schemas)),
    ...(await noteOutside(session, schemas)),
  ]
}

const shownNames = 5

const list = (names: readonly string[]): string => someNames(names, shownNames)

/** The next value of such a sequence is then the one after the highest key, which may have been given before. */
function noteUnreadable(tables: readonly Table[]): string[] {
  const unreadable = tables.flatMap((table) =>
    table.columns
      .filter((column) => isIdentity(column) && column.next === undefined)
      .map((column) => `${table.name}.${column.name}`),
  )
  if (unreadable.length === 0) return []
  return [
    `The next numbers of ${list(unreadable)} are not in the dump: their sequences may not be read (GRANT SELECT).`,
  ]
}

const noteSecured = (relations: readonly Relation[]): string[] =>
  relations.length === 0
    ? []
    : [
        `The row level security of ${list(relations.map(({ table }) => table.name))} is not in the dump: where --create makes such a table, everyone who may read it sees all rows.`,
      ]

const noteSequences = (names: readonly string[]): string[] =>
  names.map((name) => `The sequence ${name} is not in the dump: it may not be read (GRANT SELECT).`)

/** Large objects, to which oid columns point, and tables of other servers. */
async function noteOutside(session: Session, schemas: readonly string[]): Promise<string[]> {
  const [row] = await session.query<{ objects: string; foreign: string[] | null }>(
    `SELECT (SELECT count(*) FROM pg_catalog.pg_largeobject_metadata) AS objects,
      (SELECT pg_catalog.array_agg(n.nspname || '.' || c.relname ORDER BY 1)
        FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
        WHERE c.relkind = 'f' AND n.nspname = ANY ($1::text[])) AS foreign`,
    [schemas],
  )
  const objects = Number(row?.objects ?? 0)
  const has = objects === 1 ? 'has one large object, which is' : `has ${objects} large objects, which are`
  return [
    ...(objects === 0 ? [] : [`The database ${has} not in the dump; oid columns that point to them are.`]),
    ...(row?.foreign ? [`Foreign tables are not in the dump: ${list(row.foreign)}.`] : []),
  ]
}
