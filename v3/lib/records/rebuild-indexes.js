import { openDatabase } from '../dialects/open-database.js';
import { TaskError } from '../errors.js';
import { selectTables } from './select-tables.js';
/**
 * Rebuilds the indexes of tables one after the other, and renews the statistics by which the engine plans; while others
 * read and write as far as it can. Stopped, it leaves what is done and nothing half done.
 */
export async function rebuildIndexes(options) {
    const { signal, onStatement } = options;
    const database = await openDatabase(options.database, { signal, onStatement });
    try {
        const notes = await database.recover();
        const tables = selectTables(await database.tables(), options);
        const estimates = await estimatesOf(database, options);
        const result = { engine: database.engine, tables: [], skipped: [], invalid: [], notes };
        let isAnyRebuilt = false;
        for (const [index, table] of tables.entries()) {
            signal?.throwIfAborted();
            const total = estimates.get(table.name);
            const label = `${table.name} (${index + 1} of ${tables.length})`;
            const tell = (share, finished) => options.onProgress?.({ table: label, rows: Math.round((total ?? 0) * share), total, finished });
            tell(0, false);
            const outcome = await database.rebuildIndexes(table, {
                onProgress: (share) => tell(share, false),
                onLeft: options.onLeft,
            });
            tell(1, true);
            if (outcome.rebuilt === 'all')
                result.tables.push(table.name);
            isAnyRebuilt ||= outcome.rebuilt !== 'none';
            result.skipped.push(...outcome.skipped);
            result.invalid.push(...outcome.invalid);
            result.notes.push(...outcome.notes);
        }
        if (!isAnyRebuilt && result.skipped.length > 0)
            throw nothingRebuilt(database, result);
        return result;
    }
    finally {
        await database.close();
    }
}
/** For progress alone: who may not read the tables may rebuild them all the same. */
async function estimatesOf(database, { signal }) {
    try {
        const snapshot = await database.snapshot();
        try {
            return await snapshot.estimates();
        }
        finally {
            await snapshot.close();
        }
    }
    catch (error) {
        signal?.throwIfAborted();
        if (error instanceof TaskError)
            return new Map();
        throw error;
    }
}
const shownReasons = 5;
function nothingRebuilt(database, { skipped, invalid }) {
    const reasons = [...skipped, ...invalid];
    const shown = reasons.slice(0, shownReasons);
    const rest = reasons.length > shown.length ? [`and ${reasons.length - shown.length} more`] : [];
    return new TaskError(`Nothing was rebuilt in ${database.settings.display}: ${[...shown, ...rest].join('; ')}`, {
        hint: 'Mend what the reasons say; where it is a privilege, run it as the user whom the tables belong to.',
    });
}
