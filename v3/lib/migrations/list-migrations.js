import { migrationFiles, stemOf } from './migration-files.js';
import { appliedWithBatches } from './migration-history.js';
/** Those that the database has been through, in that order, then those that are pending. Changes nothing. */
export async function listMigrations({ database, directory, table, }) {
    const files = await migrationFiles(directory);
    const applied = database === undefined ? [] : await appliedWithBatches(database.knex(), table);
    const known = new Set(files.map(({ stem }) => stem));
    const done = new Set(applied.map(({ name }) => stemOf(name)));
    return [
        ...applied.map(({ name, batch, time }) => {
            const moment = isoTime(time);
            const state = known.has(stemOf(name)) ? 'applied' : 'missing';
            return { name, state, batch, ...(moment === undefined ? {} : { applied: moment }) };
        }),
        ...files.filter(({ stem }) => !done.has(stem)).map(({ name }) => ({ name, state: 'pending' })),
    ];
}
/** A Date, milliseconds since 1970, or a text in UTC, by driver. */
function isoTime(time) {
    const value = typeof time === 'string' && /^\d{4}-/.test(time) ? `${time.replace(' ', 'T')}Z` : time;
    const date = value === null || value === undefined ? undefined : new Date(value);
    if (date === undefined || Number.isNaN(date.getTime()))
        return undefined;
    return `${date.toISOString().slice(0, 19)}Z`;
}
