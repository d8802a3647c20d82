import { translationNotes } from '../../schema/translation-notes.ts'
import type { Ddl, DdlSource } from '../dialect.ts'
import { type Flavor, flavorOf } from './flavor.ts'
import { createSequence } from './sequences.ts'
import { sqlMode } from './session.ts'
import { tableStatements } from './table-ddl.ts'
import { translateTables } from './translate.ts'

type Engine = Flavor['engine']

/** Of tables from elsewhere the SQL is to run on any server that is supported. */
const oldest: Record<Engine, string> = { mysql: '8.0.17', mariadb: '10.6.0' }
/** Its own types a server is taken to have. */
const newest = '999.0.0'

/** See Dialect.ddl. Foreign keys are in the tables, and are not looked at until all are there. */
export const ddlOf =
  (engine: Engine) =>
  (source: DdlSource): Ddl => {
    const flavor = flavorFor(engine, source)
    const { tables, notes } = translateTables(source.tables, source.engine, flavor)
    const { sequences } = source
    return {
      statements: [
        'SET NAMES utf8mb4',
        'SET @before_sql_mode = @@SESSION.sql_mode, @before_foreign_key_checks = @@SESSION.foreign_key_checks',
        `SET SESSION sql_mode = '${sqlMode}', SESSION foreign_key_checks = 0`,
        ...(flavor.hasSequences ? sequences.map((sequence) => createSequence(sequence)) : []),
        ...tables.flatMap((table) => tableStatements(table, flavor)),
        'SET SESSION sql_mode = @before_sql_mode, SESSION foreign_key_checks = @before_foreign_key_checks',
      ],
      notes: [...notes, ...(flavor.hasSequences ? [] : sequences.map(translationNotes.sequence))],
    }
  }

function flavorFor(engine: Engine, source: DdlSource): Flavor {
  const version = source.engine === engine ? (source.version ?? newest) : oldest[engine]
  return flavorOf(engine === 'mariadb' ? `${version}-MariaDB` : version)
}
