import { stemOf } from './migration-files.js';
import { migrationHistory } from './migration-history.js';
import { upTo } from './up-to.js';
/** Names of the migrations that migrate() would run with the same options, in order. Changes nothing. */
export async function pendingMigrations(options) {
    const { wanted } = await plan(options);
    return wanted.map((file) => file.name);
}
export async function plan(options) {
    const history = await migrationHistory(options);
    const pending = options.to === undefined ? history.pending : upTo(options.to, history);
    if (options.only === undefined)
        return { history, wanted: pending };
    const only = new Set(options.only.map(stemOf));
    return { history, wanted: pending.filter(({ stem }) => only.has(stem)) };
}
