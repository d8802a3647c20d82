import { TaskError } from '../errors.js';
import { announced } from './announced.js';
import { databaseReason } from './database-reason.js';
import { migrationFiles } from './migration-files.js';
import { loadSeed } from './migration-source.js';
/**
 * Runs the folder's seeds in name order, in one transaction, if not a single application table has a row:
 * seeds of strangers often begin by deleting, and a database in use must never see them.
 */
export async function seedIfEmpty(options) {
    const { database, directory, tables } = options;
    const files = await migrationFiles(directory, 'seeds');
    const occupied = await database.occupied(tables);
    if (files.length === 0 || occupied.size > 0)
        return { seeded: [], occupied: [...occupied] };
    const seeds = await loadSeeds(files);
    const knex = database.knex();
    await announced(knex, options.onStatement, () => runAll(knex, seeds, options));
    return { seeded: seeds.map((seed) => seed.name), occupied: [] };
}
async function runAll(knex, seeds, { signal, onSeed }) {
    await knex.transaction(async (transaction) => {
        for (const [index, { name, run }] of seeds.entries()) {
            signal?.throwIfAborted();
            onSeed?.({ name, position: index + 1, of: seeds.length });
            await run(transaction).catch((cause) => {
                throw failed(name, cause);
            });
        }
        signal?.throwIfAborted();
    });
}
async function loadSeeds(files) {
    const seeds = [];
    for (const file of files)
        seeds.push({ name: file.name, run: await loadSeed(file) });
    return seeds;
}
const failed = (name, cause) => new TaskError(`Seed ${name} failed: ${databaseReason(cause)}`, {
    hint: 'No seed’s records are in the database.',
    cause,
});
