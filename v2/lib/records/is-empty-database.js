import { existsSync } from 'node:fs';
import { openDatabase } from '../dialects/open-database.js';
/** Whether a database has no table at all; an SQLite file that is not there has none. */
export async function isEmptyDatabase(settings, signal) {
    if (settings.filename !== undefined && !existsSync(settings.filename))
        return true;
    const database = await openDatabase(settings, { signal });
    try {
        return (await database.tables()).length === 0;
    }
    finally {
        await database.close();
    }
}
