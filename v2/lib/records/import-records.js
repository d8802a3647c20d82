import { openDatabase } from '../dialects/open-database.js';
import { openDump } from '../dump/reader.js';
import { exitCodes, TaskError } from '../errors.js';
import { listFaults } from './list-faults.js';
import { loadRecords } from './load-records.js';
import { openSource } from './record-source.js';
/**
 * Loads a dump, in one transaction: afterwards the target holds all of it, or is as it was.
 * Everything that can be checked is checked before the first row is deleted.
 */
export async function importRecords(options) {
    try {
        return await importDump(options);
    }
    catch (error) {
        const cause = await preferDamage(options, error);
        throw await listFaults(cause, { file: options.from }, options.database, options);
    }
}
async function importDump(options) {
    const { from, name, edited, signal, onStatement } = options;
    const source = await openSource({ file: from }, { edited, name, signal });
    try {
        const database = await openDatabase(options.database, {
            // With `dry` nothing comes into it, and it goes again.
            createFile: options.create ?? false,
            signal,
            onStatement,
        });
        try {
            return await loadRecords(database, source, options);
        }
        finally {
            await database.close();
        }
    }
    finally {
        await source.close();
    }
}
/** Failures that no damage to the dump can have caused, and damage that is known already. */
const isBeyondData = new Set([
    exitCodes.usage,
    exitCodes.damaged,
    exitCodes.notEmpty,
    exitCodes.schemaMismatch,
    exitCodes.unreachable,
    exitCodes.locked,
]);
/**
 * A value that the engine refused may be one that was damaged on the way: then the damage is what to report.
 * A file is read once more to know; a stream is gone.
 */
async function preferDamage({ from, edited, signal }, error) {
    if (typeof from !== 'string' || edited || signal?.aborted)
        return error;
    if (error instanceof TaskError && isBeyondData.has(error.exitCode))
        return error;
    try {
        const reader = await openDump(from, { signal });
        try {
            for await (const table of reader.tables())
                for await (const batch of table.batches())
                    batch.release?.();
            await reader.finish();
        }
        finally {
            await reader.close();
        }
        return error;
    }
    catch (damage) {
        return damage instanceof TaskError && damage.exitCode === exitCodes.damaged ? damage : error;
    }
}
