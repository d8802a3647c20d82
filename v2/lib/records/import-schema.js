import { openDatabase } from '../dialects/open-database.js';
import { exitCodes, TaskError } from '../errors.js';
import { ascends, maximumOf, minimumOf, wholeNumber, } from '../schema/sequence.js';
import { historyNotes } from './history-notes.js';
import { listNames } from './list-names.js';
import { planSequences } from './plan-sequences.js';
import { readSchema } from './read-schema.js';
import { renameTables } from './rename-tables.js';
import { selectTables } from './select-tables.js';
/** Makes the tables of a schema file in a database that has none of them: all, or none. */
export async function importSchema(options) {
    const { signal, onStatement } = options;
    const { document } = await readSchema(options.from, signal);
    const database = await openDatabase(options.database, {
        // With `dry` nothing comes into it, and it goes again.
        createFile: true,
        signal,
        onStatement,
    });
    try {
        const recovered = await database.recover();
        const { plan, sequences, notes } = await planSchema(database, document, options);
        if (!options.dry)
            await makeAll(database, plan, signal);
        return {
            engine: database.engine,
            tables: plan.create.map(({ name }) => name),
            sequences: sequences.map(({ source }) => source.name),
            notes: [...recovered, ...notes],
        };
    }
    finally {
        await database.close();
    }
}
async function planSchema(database, { source, schema, tables, sequences = [] }, options) {
    const chosen = new Set(selectTables(tables, options).map(({ name }) => name));
    const renamed = renameTables(tables, options.rename ?? {}).filter((each) => chosen.has(each.source.name));
    const wanted = renamed.map(({ table }) => table);
    const existing = await database.tables();
    refuseExisting(database, 'tables', wanted, existing);
    const planned = await planSequences(sequences.map(fresh), database, {
        create: true,
        clear: false,
        ignoreNonexistent: false,
        include: options.include,
    });
    refuseExisting(database, 'sequences', planned.loads.map((load) => load.source), planned.loads.flatMap(({ target }) => target ?? []));
    const translated = database.translate(wanted, source.engine);
    return {
        plan: { create: translated.tables, clear: [], loads: [], sequences: planned.loads },
        sequences: planned.loads,
        notes: [
            ...renamed.flatMap((each) => each.notes),
            ...translated.notes,
            ...planned.notes,
            ...(await historyNotes(database, schema, translated.tables, existing)),
        ],
    };
}
/** As a sequence is that has given nothing yet. */
function fresh(sequence) {
    const first = ascends(sequence) ? minimumOf(sequence) : maximumOf(sequence);
    return { ...sequence, next: sequence.start ?? wholeNumber(first), fresh: true };
}
const shownNames = 10;
function refuseExisting({ settings: { display } }, what, wanted, existing) {
    const there = new Set(existing.map(({ name }) => name));
    const names = wanted.map(({ name }) => name).filter((name) => there.has(name));
    if (names.length === 0)
        return;
    throw new TaskError(`${display} has ${what} of these names already: ${listNames(names, shownNames)}`, {
        exitCode: exitCodes.notEmpty,
        hint: 'Leave them out with -x, give them other names with --rename, or take an empty database. Nothing was changed.',
    });
}
async function makeAll(database, plan, signal) {
    const load = await database.load(plan);
    try {
        await load.finish();
        signal?.throwIfAborted();
        await load.commit();
    }
    catch (error) {
        await load.rollback();
        signal?.throwIfAborted();
        throw error;
    }
}
