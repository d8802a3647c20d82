import { statSync } from 'node:fs';
import { openDatabase } from '../dialects/open-database.js';
import { exitCodes, TaskError } from '../errors.js';
import { listFaults } from './list-faults.js';
import { loadRecords } from './load-records.js';
import { openSource } from './record-source.js';
/**
 * Export and import in one, with no file between: one snapshot of the source, one transaction of the target, which
 * afterwards holds all of it or is as it was.
 */
export async function copyRecords(options) {
    const { from, to } = options;
    if (isSame(from, to))
        throw ontoItself(to);
    try {
        return await copyAll(options);
    }
    catch (error) {
        throw await listFaults(error, { database: from }, to, options);
    }
}
async function copyAll(options) {
    const { from, to, signal, onStatement } = options;
    const source = await openSource({ database: from }, { signal, onStatement });
    try {
        const database = await openDatabase(to, { createFile: options.create ?? false, signal, onStatement });
        try {
            const { notes, ...result } = await loadRecords(database, source, options);
            return { ...result, notes: [...source.notes, ...notes] };
        }
        finally {
            await database.close();
        }
    }
    finally {
        await source.close();
    }
}
/** By address: two names of one server are not known to be one. */
const isSame = (a, b) => placeOf(a) === placeOf(b) || isSameFile(a.filename, b.filename);
/** Whatever links lead to it. */
function isSameFile(a, b) {
    if (a === undefined || b === undefined)
        return false;
    const [one, other] = [a, b].map((filename) => statSync(filename, { bigint: true, throwIfNoEntry: false }));
    return one !== undefined && one.dev === other?.dev && one.ino === other.ino;
}
const placeOf = ({ filename, host, port, socketPath, database, schemas }) => JSON.stringify([filename, host, port, socketPath, database, schemas?.[0]]);
const ontoItself = ({ display }) => new TaskError(`${display} cannot be copied onto itself`, {
    exitCode: exitCodes.usage,
    hint: 'Name two databases, with --from and --to.',
});
