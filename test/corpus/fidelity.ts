import type { EngineName } from '../../lib/dialects/dialect.ts'
import { logicalType } from '../../lib/dialects/mysql/column-type.ts'
import { readNativeType } from '../../lib/dialects/postgres/native-type.ts'
import { logicalTypeOf } from '../../lib/dialects/sqlite/declared-type.ts'
import type { ColumnType } from '../../lib/schema/table.ts'
import { corpora } from './corpora.ts'
import type { CorpusTable } from './corpus-table.ts'
import type { Crossing } from './move-across.ts'
import { namesOf } from './move-corpus.ts'
import type { NativeColumn } from './native-tables.ts'
import { notKept, notKeptAcross } from './not-kept.ts'

const titles: Record<EngineName, string> = {
  sqlite: 'SQLite',
  postgres: 'PostgreSQL',
  mysql: 'MySQL',
  mariadb: 'MariaDB',
}

const order = Object.keys(titles) as EngineName[]

/** docs/fidelity.md, from what became of each engine's corpus in each other. */
export async function renderFidelity(
  crossingOf: (from: EngineName, to: EngineName) => Promise<Crossing>,
): Promise<string> {
  const sections = []
  for (const from of order) sections.push(await renderSource(from, crossingOf))
  return [introduction, ...sections].join('\n')
}

const introduction = `# What arrives, and how

Written by \`npm run fidelity\` from what \`npm test -- test/corpus\` sees on real servers: do not edit it by hand.

Each row is a small table of one engine (\`test/corpus\`): a type at its limits and with the values that break other
tools. It was exported, loaded with \`--create\` into an empty database of each other engine, exported there, and loaded
back into the schema that it came from. *exact*: every record arrived with the same canonical line, byte for byte, in a
native type of the same meaning, and came back so that its own engine writes the very text that it wrote before.
*exact, as …*: the same, where the other engine lacks the type: the values lie in the type named, and a comment of the
column remembers what they are. Within one engine every row is exact too, with the state of sequences and
auto-increments; of its own tables only MyISAM and Aria, which know no transaction, and orphans are refused (SQLite,
MySQL and MariaDB take theirs back with \`--on-orphan keep\`), and so is what a database holds against its own rules: rows that
break a check or key that is NOT VALID, texts of SQL_ASCII that are not UTF-8 (PostgreSQL), the empty error value of an enum
(MySQL, MariaDB). Virtual tables of SQLite with records of their own (FTS5, R*Tree), PostgreSQL's large objects and its row level
security are not in a dump, and an export names them. What the target's column computes is the target's, and an import
says so where the source's was an ordinary one. Bytes that a legacy charset of MySQL and MariaDB does not map (98 in cp1251) come as \`?\`. Three
things are not kept. The white space of JSON text (PostgreSQL's json, MariaDB, SQLite) goes, unless all documents of a
column are written as Python's \`json.dumps\` writes them, with a blank after each comma and colon. An escape in JSON
text that need not be one (\`\\u00e9\`, \`\\/\`) becomes the character. A sequence that stands below the highest key is set
past it, and one that SQLite has not begun stands at 0. Rows that one of these touches are marked with ¹. What \`--create\` does not make (checks, triggers, views,
partitions, indexes and defaults that only the source understands; columns that were computed are ordinary ones elsewhere)
its summary names, one by one; into a schema that the application's migrations made, nothing of it is lost.

*refused: …* is what \`check-records\` says of the table, before anything is written; an import refuses the same.
The run names every record, with its key, column and value. Nothing is rounded, cut or left out in silence. What can be
done about it: mend the value at its source; give the target's column a type that holds it; say in the configuration what a
column really means (casts in docs/configuration.md: an integer that is a moment, a \`tinyint(1)\` that is a number); decide
for all of a kind with \`--on-nul\`, \`--on-zero-date\` or \`--on-orphan\`, whose changes the summary counts; give a table or
column a name that the target takes with \`--rename\`; or leave the table out with \`-x\`.
`

async function renderSource(
  from: EngineName,
  crossingOf: (from: EngineName, to: EngineName) => Promise<Crossing>,
): Promise<string> {
  const targets = order.filter((to) => to !== from)
  // One after the other: all come back into the same database.
  const crossings: Crossing[] = []
  for (const to of targets) crossings.push(await crossingOf(from, to))
  const marked = { ...notKept[from], ...notKeptAcross[from] }
  const rows = corpora[from].tables.map((table) => [
    escaped(`${table.title}${marked[table.name] === undefined ? '' : ' ¹'}`),
    ...targets.map((to, index) => escaped(outcomeOf(table, to, crossings[index]!))),
  ])
  const head = [`${titles[from]}`, ...targets.map((to) => `in ${titles[to]}`)]
  return [`## From ${titles[from]}`, '', line(head), line(head.map(() => '---')), ...rows.map(line), ''].join(
    '\n',
  )
}

const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`

/** What the native types of each engine mean by themselves. */
const meanings: Record<EngineName, (native: string) => ColumnType | undefined> = {
  sqlite: (native) => logicalTypeOf(native).type,
  postgres: (native) => readNativeType(native)?.type,
  mysql: (native) => logicalType(native).type,
  mariadb: (native) => logicalType(native).type,
}

const isRepresented = ({ type, remembered }: NativeColumn, to: EngineName): boolean =>
  remembered !== undefined && remembered !== meanings[to](type)

function outcomeOf(
  table: CorpusTable,
  to: EngineName,
  { refused, there, changedThere, changedBack, changedNative }: Crossing,
): string {
  const reason = refused.get(table)
  if (reason !== undefined) return `refused: ${reason}`
  const names = namesOf([table])
  if (names.some((name) => name in changedThere || name in changedBack || name in changedNative))
    return 'CHANGED'
  const columns = names.flatMap((name) => there.get(name)!.columns)
  const natives = new Set(columns.filter((column) => isRepresented(column, to)).map(({ type }) => type))
  return natives.size === 0 ? 'exact' : `exact, as ${[...natives].join(' and ')}`
}

/** As text of a cell; long names are told by how they begin. */
const escaped = (text: string): string =>
  text
    .replace(/(\w)\1{15,}/g, '$1$1$1…')
    .replace(/[\\|*_<>`[\]]/g, '\\$&')
    .replace(/\s+/g, ' ')
