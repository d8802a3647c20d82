import { openDatabase } from '../dialects/open-database.js';
import { readSchemaHistory } from './schema-history.js';
import { selectTables } from './select-tables.js';
/**
 * Empties tables, in one transaction and without their triggers. Migration histories stay. References from tables
 * that keep their records to records that would go are an error, and nothing is deleted.
 */
export async function deleteRecords(options) {
    const { signal, onStatement } = options;
    const database = await openDatabase(options.database, { signal, onStatement });
    try {
        const notes = await database.recover();
        const all = await database.tables();
        const { historyTables } = await readSchemaHistory(database, all);
        const tables = selectTables(all.filter((table) => !historyTables.includes(table)), options);
        const load = await database.load({ create: [], clear: tables, loads: [] });
        try {
            await load.finish();
            signal?.throwIfAborted();
            await load.commit();
        }
        catch (error) {
            await load.rollback();
            throw error;
        }
        return { engine: database.engine, tables: tables.map(({ name }) => name), notes };
    }
    finally {
        await database.close();
    }
}
