import type { EngineName } from '../../lib/dialects/dialect.ts'
import { TaskError } from '../../lib/errors.ts'
import { checkRecords } from '../../lib/records/check-records.ts'
import { exportTo, importFrom, settingsOf } from '../records/moving.ts'
import type { TestDatabase } from '../servers/servers.ts'
import { corpora } from './corpora.ts'
import type { CorpusTable } from './corpus-table.ts'

/** With every schema of the corpus. */
const withSchemas = ({ engine, url }: TestDatabase): { url: string } => ({
  url: engine === 'postgres' ? `${url}?schemas=public,other` : url,
})

export const exportCorpus = (database: TestDatabase): Promise<string> => exportTo(withSchemas(database))

/** Loads all of a dump but the tables named. */
export const importCorpus = (
  file: string,
  target: TestDatabase,
  options: { create?: boolean; clear?: boolean; exclude: readonly string[] },
) => importFrom(file, withSchemas(target), options)

/** The tables that cases of the corpus are made of. */
export const namesOf = (cases: Iterable<CorpusTable>): string[] =>
  [...cases].flatMap(({ name, parts = [] }) => [name, ...parts])

/** Cases that a target refuses, and with what words. */
export type Refusals = Map<CorpusTable, string>

/**
 * Everything of a corpus's dump that a target refuses to make or to load; nothing is written.
 */
export async function refusalsOf(
  file: string,
  source: EngineName,
  target: TestDatabase,
  { create }: { create: boolean },
): Promise<Refusals> {
  const cases = corpora[source].tables
  const refused: Refusals = new Map()
  for (;;) {
    try {
      await addFound(refused, cases, file, target, create)
      return refused
    } catch (error) {
      // What a target cannot make at all it says of one table at a time.
      const named = error instanceof TaskError ? caseNamedIn(cases, error.message) : undefined
      if (named === undefined || refused.has(named)) throw error
      refused.set(named, (error as TaskError).message)
    }
  }
}

async function addFound(
  refused: Refusals,
  cases: readonly CorpusTable[],
  file: string,
  target: TestDatabase,
  create: boolean,
): Promise<void> {
  const { kinds, problems } = await checkRecords({
    source: { file },
    database: settingsOf(withSchemas(target)),
    create,
    exclude: namesOf(refused.keys()),
  })
  for (const { table, column, reason } of kinds) {
    const found = cases.find((each) => namesOf([each]).includes(table))!
    addReason(refused, found, column === undefined || column === 'v' ? reason : `${column} ${reason}`)
  }
  for (const problem of problems) addReason(refused, caseNamedIn(cases, problem)!, problem)
}

function addReason(refused: Refusals, found: CorpusTable, reason: string): void {
  const before = refused.get(found)
  if (before?.split('; ').includes(reason)) return
  refused.set(found, before === undefined ? reason : `${before}; ${reason}`)
}

/** The one whose name comes first; of names that begin alike the longest. */
function caseNamedIn(cases: readonly CorpusTable[], message: string): CorpusTable | undefined {
  const places = cases.flatMap((each) =>
    namesOf([each]).flatMap((name) => {
      const at = message.search(new RegExp(`(?<!\\w)${name.replace(/[^\w]/g, '\\$&')}(?!\\w)`))
      return at < 0 ? [] : [{ each, at, length: name.length }]
    }),
  )
  return places.sort((a, b) => a.at - b.at || b.length - a.length)[0]?.each
}
