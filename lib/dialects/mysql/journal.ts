import { TaskError } from '../../errors.ts'
import { hasTable, journalTable } from './catalog.ts'
import { setSequence } from './sequences.ts'
import { isConnectionLost, type Session } from './session.ts'
import { quoteName, quoteText } from './sql-text.ts'
import { makeTrigger, type TriggerDefinition } from './trigger.ts'

/*
 * DDL commits, so what an import does by DDL is written here first, in the target. Its state turns to `loaded`
 * inside the transaction that holds the records: whoever comes after a kill can tell whether they are there,
 * and finishes or undoes the rest.
 */

export type JournalEntry =
  /** Dropped for the import, to be made again in any case. */
  | { kind: 'trigger'; trigger: TriggerDefinition }
  /** Made by the import, and marked as such in its comment: nobody else's table is ever dropped. */
  | { kind: 'table'; table: string; mark: string }
  /** Of a new table, made when its records are in. */
  | { kind: 'indexes'; table: string; names: readonly string[]; sql: string }
  /** AUTO_INCREMENT before the import, and what it is to be after (at least). */
  | { kind: 'counter'; table: string; before?: string; after?: string; mayFall: boolean }
  /** Set after the import, since that commits; with a mark where it was made for it. */
  | { kind: 'sequence'; sequence: string; next: string; mark?: string }

const quoted = quoteName(journalTable)

export async function openJournal(session: Session, entries: readonly JournalEntry[]): Promise<void> {
  await session.run(
    `CREATE TABLE ${quoted} (id int NOT NULL PRIMARY KEY, kind varchar(20) NOT NULL, entry longtext NOT NULL) ` +
      "ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COMMENT 'An import of record-tasks is under way, or was stopped; its next run finishes or undoes it'",
  )
  const rows = [`(0, 'state', 'running')`, ...entries.map(journalRow)]
  await session.run(`INSERT INTO ${quoted} (id, kind, entry) VALUES ${rows.join(', ')}`)
}

const journalRow = (entry: JournalEntry, index: number): string =>
  `(${index + 1}, ${quoteText(entry.kind)}, ${quoteText(JSON.stringify(entry))})`

/** To be called inside the transaction, last before its commit. */
export async function markLoaded(session: Session): Promise<void> {
  await session.run(`UPDATE ${quoted} SET entry = 'loaded' WHERE id = 0`)
}

export const hasJournal = (session: Session): Promise<boolean> => hasTable(session, journalTable)

export interface Settlement {
  wasLoaded: boolean
  /** One sentence for each thing done. */
  sentences: string[]
}

/** Finishes or undoes what the journal says, and drops it. The lock must be held, and no transaction open. */
export async function settleJournal(session: Session): Promise<Settlement> {
  if (!(await hasJournal(session))) return { wasLoaded: false, sentences: [] }
  const rows = await session.rows(`SELECT kind AS kind, entry AS entry FROM ${quoted} ORDER BY id`)
  const wasLoaded = rows[0]?.entry === 'loaded'
  const entries = rows.slice(1).map((row) => JSON.parse(row.entry!) as JournalEntry)
  await session.run('SET SESSION foreign_key_checks = 0')
  const sentences: string[] = []
  for (const entry of entries) sentences.push(...(await settle(session, entry, wasLoaded)))
  await session.run(`DROP TABLE ${quoted}`)
  return { wasLoaded, sentences }
}

async function settle(session: Session, entry: JournalEntry, wasLoaded: boolean): Promise<string[]> {
  switch (entry.kind) {
    case 'trigger':
      return restoreTrigger(session, entry.trigger)
    case 'table':
      return wasLoaded ? keepTable(session, entry) : dropTable(session, entry)
    case 'indexes':
      return wasLoaded ? makeIndexes(session, entry) : []
    case 'counter':
      return setCounter(session, entry, wasLoaded)
    case 'sequence':
      return settleSequence(session, entry, wasLoaded)
  }
}

async function restoreTrigger(session: Session, trigger: TriggerDefinition): Promise<string[]> {
  const found = await session.value(
    'SELECT COUNT(*) FROM information_schema.triggers WHERE trigger_schema = DATABASE() ' +
      `AND trigger_name = ${quoteText(trigger.name)}`,
  )
  if (found !== '0') return []
  try {
    await makeTrigger(session, trigger)
  } catch (error) {
    if (isConnectionLost(error)) throw error
    throw new TaskError(
      `the trigger ${trigger.name} of ${trigger.table} could not be put back: ${(error as Error).message}`,
      {
        hint: `Its definition is kept in the table ${journalTable}; the next run tries again.`,
        cause: error,
      },
    )
  }
  return [`Put the trigger ${trigger.name} of ${trigger.table} back.`]
}

async function tableComment(session: Session, table: string): Promise<string | null> {
  return session.value(
    'SELECT table_comment FROM information_schema.tables WHERE table_schema = DATABASE() ' +
      `AND table_name = ${quoteText(table)}`,
  )
}

async function keepTable(
  session: Session,
  { table, mark }: { table: string; mark: string },
): Promise<string[]> {
  if ((await tableComment(session, table)) !== mark) return []
  await session.run(`ALTER TABLE ${quoteName(table)} COMMENT = ''`)
  return []
}

async function dropTable(
  session: Session,
  { table, mark }: { table: string; mark: string },
): Promise<string[]> {
  if ((await tableComment(session, table)) !== mark) return []
  await session.run(`DROP TABLE ${quoteName(table)}`)
  return [`Dropped the table ${table}, which the stopped import had made.`]
}

async function makeIndexes(
  session: Session,
  { table, names, sql }: { table: string; names: readonly string[]; sql: string },
): Promise<string[]> {
  const found = await session.value(
    'SELECT COUNT(*) FROM information_schema.statistics WHERE table_schema = DATABASE() ' +
      `AND table_name = ${quoteText(table)} AND index_name = ${quoteText(names[0]!)}`,
  )
  if (found !== '0') return []
  try {
    await session.run(sql)
  } catch (error) {
    if (isConnectionLost(error)) throw error
    throw new TaskError(
      `the records are in, but the indexes ${names.join(', ')} of ${table} could not be made: ${(error as Error).message}`,
      {
        hint: `Their definition is kept in the table ${journalTable}; the next run tries again.`,
        cause: error,
      },
    )
  }
  return [`Made the indexes ${names.join(', ')} of ${table}.`]
}

async function settleSequence(
  session: Session,
  { sequence, next, mark }: { sequence: string; next: string; mark?: string },
  wasLoaded: boolean,
): Promise<string[]> {
  const isMarked = mark !== undefined && (await tableComment(session, sequence)) === mark
  const quoted = quoteName(sequence)
  if (!wasLoaded) {
    if (!isMarked) return []
    await session.run(`DROP SEQUENCE ${quoted}`)
    return [`Dropped the sequence ${sequence}, which the stopped import had made.`]
  }
  const isSet = await setSequence(session, sequence, next)
  if (isMarked) await session.run(`ALTER TABLE ${quoted} COMMENT = ''`)
  return isSet ? [`Set the next value of the sequence ${sequence} to ${next}.`] : []
}

async function setCounter(
  session: Session,
  entry: JournalEntry & { kind: 'counter' },
  wasLoaded: boolean,
): Promise<string[]> {
  const wanted = wasLoaded ? entry.after : entry.before
  if (wanted === undefined) return []
  const current = await session.value(
    'SELECT auto_increment FROM information_schema.tables WHERE table_schema = DATABASE() ' +
      `AND table_name = ${quoteText(entry.table)}`,
  )
  if (current === null || current === wanted) return []
  if (wasLoaded && !entry.mayFall && BigInt(current) > BigInt(wanted)) return []
  await session.run(`ALTER TABLE ${quoteName(entry.table)} AUTO_INCREMENT = ${BigInt(wanted)}`)
  return [`Set the next id of ${entry.table} to ${wanted}.`]
}
