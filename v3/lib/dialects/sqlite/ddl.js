import { translationNotes } from '../../schema/translation-notes.js';
import { createStatements, lateStatements } from './create-sql.js';
import { translateTables } from './translate.js';
/** See Dialect.ddl. All of it is one transaction. */
export function ddl({ engine, tables, sequences }) {
    const translated = translateTables(tables, engine);
    const statements = translated.tables.flatMap((table) => [
        ...createStatements(table),
        ...lateStatements(table),
    ]);
    return {
        statements: ['BEGIN', ...statements, 'COMMIT'],
        notes: [...translated.notes, ...sequences.map(translationNotes.sequence)],
    };
}
