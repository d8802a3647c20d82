import { stemOf } from '../migrations/migration-files.js';
/** A schema version in few words: `knex, 20260301_stock (4 migrations)`. */
export function describeHistory(history) {
    if (history === null)
        return 'no migration history';
    const { kind, versions } = history;
    const last = versions.at(-1);
    if (last === undefined)
        return `${kind}, no migrations`;
    if (versions.length === 1)
        return `${kind}, ${stemOf(last)}`;
    return `${kind}, ${stemOf(last)} (${versions.length} migrations)`;
}
