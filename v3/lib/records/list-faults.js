import { exitCodes, TaskError } from '../errors.js';
import { checkRecords } from './check-records.js';
import { FaultyRecords } from './fault.js';
/**
 * A load that failed, as FaultyRecords that lists up to `maxErrors` of what the target refuses: the source is read
 * again, and tried. What has another cause stays as it is.
 */
export async function listFaults(error, source, database, options) {
    const { maxErrors = 1, signal } = options;
    const isPath = 'database' in source || typeof source.file === 'string';
    if (maxErrors <= 1 || !isPath || signal?.aborted)
        return error;
    if (!(error instanceof TaskError) || error.exitCode !== exitCodes.failed)
        return error;
    const { clear: _, dry: __, ...rest } = options;
    try {
        const { faults, count } = await checkRecords({ ...rest, source, database, maxErrors });
        return count === 0 ? error : new FaultyRecords(error, faults, count);
    }
    catch {
        // What the user asked for has failed; why there is no list of it matters less.
        return error;
    }
}
