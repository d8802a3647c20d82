import { translationNotes } from '../../schema/translation-notes.ts'
import type { Ddl, DdlSource } from '../dialect.ts'
import { createStatements, lateStatements } from './create-sql.ts'
import { translateTables } from './translate.ts'

/** See Dialect.ddl. All of it is one transaction. */
export function ddl({ engine, tables, sequences }: DdlSource): Ddl {
  const translated = translateTables(tables, engine)
  const statements = translated.tables.flatMap((table) => [
    ...createStatements(table),
    ...lateStatements(table),
  ])
  return {
    statements: ['BEGIN', ...statements, 'COMMIT'],
    notes: [...translated.notes, ...sequences.map(translationNotes.sequence)],
  }
}
