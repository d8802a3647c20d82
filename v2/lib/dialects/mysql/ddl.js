import { translationNotes } from '../../schema/translation-notes.js';
import { flavorOf } from './flavor.js';
import { createSequence } from './sequences.js';
import { sqlMode } from './session.js';
import { tableStatements } from './table-ddl.js';
import { translateTables } from './translate.js';
/** Of tables from elsewhere the SQL is to run on any server that is supported. */
const oldest = { mysql: '8.0.17', mariadb: '10.6.0' };
/** Its own types a server is taken to have. */
const newest = '999.0.0';
/** See Dialect.ddl. Foreign keys are in the tables, and are not looked at until all are there. */
export const ddlOf = (engine) => (source) => {
    const flavor = flavorFor(engine, source);
    const { tables, notes } = translateTables(source.tables, source.engine, flavor);
    const { sequences } = source;
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
    };
};
function flavorFor(engine, source) {
    const version = source.engine === engine ? (source.version ?? newest) : oldest[engine];
    return flavorOf(engine === 'mariadb' ? `${version}-MariaDB` : version);
}
