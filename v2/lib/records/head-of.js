import { byName, formatName, formatVersion } from '../dump/format.js';
import { TaskError } from '../errors.js';
import { toolName } from '../version.js';
import { readSchemaHistory } from './schema-history.js';
/** The head of a dump of everything in the snapshot: all tables but those of migration histories, in name order. */
export async function headOf(database, snapshot) {
    const { history, historyTables } = await readSchemaHistory(database, snapshot.tables);
    const tables = snapshot.tables.filter((table) => !historyTables.includes(table));
    if (tables.length === 0)
        throw noTables(database);
    return {
        format: formatName,
        version: formatVersion,
        created: `${new Date().toISOString().slice(0, 19)}Z`,
        tool: toolName,
        source: { engine: database.engine, version: database.version, database: database.name },
        schema: history,
        tables: tables.sort(byName),
        ...(snapshot.sequences?.length ? { sequences: [...snapshot.sequences].sort(byName) } : {}),
    };
}
/** An empty database is nearly always the wrong one: its settings were not loaded, or it was never migrated. */
export const noTables = (database) => new TaskError(`${database.settings.display} has no tables`, {
    hint: 'Check that this is the database that is meant (-d), and that its schema was made: tasks migrate.',
});
