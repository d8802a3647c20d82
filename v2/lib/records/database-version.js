import { openDatabase } from '../dialects/open-database.js';
import { readSchemaHistory } from './schema-history.js';
/** Which engine answers at an address, and which migrations its schema has seen. Changes nothing. */
export async function databaseVersion(settings, signal) {
    const database = await openDatabase(settings, { signal });
    try {
        const { history } = await readSchemaHistory(database, await database.tables());
        return { engine: database.engine, version: database.version, schema: history };
    }
    finally {
        await database.close();
    }
}
