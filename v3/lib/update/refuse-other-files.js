import { exitCodes, TaskError } from '../errors.js';
import { migrationFiles, stemOf } from '../migrations/migration-files.js';
import { loadMigrations } from '../migrations/migration-source.js';
import { migrationDigests } from './migration-digests.js';
/** TaskError 12 where the folder does not have the very migrations that the database had been through. */
export async function refuseOtherFiles(directory, { applied, files }) {
    const names = applied.map(({ name }) => name);
    const found = await migrationDigests(directory, names);
    const gone = names.filter((name) => found[name] === undefined);
    const changed = names.filter((name) => found[name] !== undefined && found[name] !== files[name]);
    if (gone.length + changed.length > 0) {
        const what = [
            ...(gone.length > 0 ? [`gone: ${gone.join(', ')}`] : []),
            ...(changed.length > 0 ? [`changed: ${changed.join(', ')}`] : []),
        ].join('; ');
        throw new TaskError(`${directory} does not have the migrations that the database had been through: ${what}`, {
            exitCode: exitCodes.schemaMismatch,
            hint: 'Put the files of the version before the update there (git checkout), and roll back again. Nothing was changed.',
        });
    }
    const stems = new Set(names.map(stemOf));
    await loadMigrations((await migrationFiles(directory)).filter(({ stem }) => stems.has(stem)));
}
