import { existsSync } from 'node:fs';
import { openDatabase } from '../dialects/open-database.js';
import { readSchemaHistory } from './schema-history.js';
/** Which migrations a database has been through, whatever framework ran them; null where none is found, or no file is there yet. */
export async function databaseHistory(settings, signal) {
    if (settings.filename !== undefined && !existsSync(settings.filename))
        return null;
    const database = await openDatabase(settings, { signal });
    try {
        return (await readSchemaHistory(database, await database.tables())).history;
    }
    finally {
        await database.close();
    }
}
