import { totalRows } from '../dump/format.js';
import { exitCodes, RecordRejected, TaskError } from '../errors.js';
import { isOversized } from '../schema/record-batch.js';
import { applyCasts } from './apply-casts.js';
import { explainRejection } from './explain-rejection.js';
import { historyNotes } from './history-notes.js';
import { judgeVersion } from './judge-version.js';
import { listNames } from './list-names.js';
import { loadIntoNew, ownSchema, wouldBeMade } from './load-into-new.js';
import { mapTable, planMapping } from './map-table.js';
import { withNullableDates } from './nullable-dates.js';
import { planImport, schemaMismatch } from './plan-import.js';
import { planSequences } from './plan-sequences.js';
import { renameTables } from './rename-tables.js';
import { selectTables } from './select-tables.js';
import { nothingChanged } from './value-policies.js';
/**
 * Loads all of a source in one transaction, or leaves the database as it was. An empty one may be made by the
 * application's migrations: load-into-new.ts.
 */
export async function loadRecords(database, source, options) {
    const recovered = await database.recover();
    const own = await ownSchema(database, source, options);
    if (own && 'problem' in own)
        throw versionMismatch(own.problem);
    const load = (target, how) => loadPlanned(target, source, how);
    const result = !own
        ? await load(database, options)
        : options.dry
            ? await lookThrough(database, source, own, options)
            : await loadIntoNew(database, own, options, load);
    return { ...result, notes: [...recovered, ...result.notes] };
}
/** What --dry can know of a database whose schema migrations are still to make. */
async function lookThrough({ engine }, source, own, options) {
    const names = renamedSelection(source, options);
    return {
        engine,
        tables: names.length,
        ...(await readThrough(source, names)),
        created: [],
        migrated: [...own.before, ...own.after],
        ignored: [],
        changed: nothingChanged(),
        notes: [wouldBeMade(own)],
    };
}
/** The chosen tables' names in the source, once its renames are known to be possible. */
function renamedSelection({ head }, options) {
    renameTables(head.tables, options.rename ?? {});
    return selectTables(head.tables, options).map(({ name }) => name);
}
async function loadPlanned(database, source, options) {
    const plan = await planLoad(database, source, options);
    if (plan.version)
        throw versionMismatch(plan.version);
    if (plan.problems.length > 0)
        throw schemaMismatch(database.settings.display, plan);
    if (!options.clear)
        await refuseOccupied(database, plan);
    const { orphans, ...loaded } = options.dry
        ? await readThrough(source, plan.byTable.keys())
        : await loadAll(database, source, plan, options);
    return {
        engine: database.engine,
        tables: plan.load.loads.length,
        ...loaded,
        orphans: {
            nulled: orphans.nulled,
            skipped: orphans.skipped,
            ...(orphans.kept !== undefined && { kept: orphans.kept }),
        },
        created: plan.load.create.map(({ name }) => name),
        migrated: [],
        ignored: plan.ignored,
        changed: plan.changed,
        notes: [
            ...plan.notes,
            ...(orphans.notes ?? []),
            ...(plan.load.create.length > 0 ? [notInDump(options)] : []),
        ],
    };
}
/**
 * How the source's tables go into the target's, with everything that does not fit. Where the target's tables are to be
 * made by migrations, they are taken to be like the source's.
 */
export async function planLoad(database, source, options, isMadeByMigrations = false) {
    const renamed = renameTables(source.head.tables, options.rename ?? {});
    const chosen = new Set(selectTables(source.head.tables, options).map(({ name }) => name));
    const existing = await database.tables();
    const { tables, casts } = applyCasts(renamed, {
        casts: options.casts ?? {},
        sourceEngine: source.head.source.engine,
        existing,
        database,
        isChosen: ({ name }) => chosen.has(name),
    });
    const nullsDates = options.onZeroDate === 'null' && !database.capabilities.zeroDates;
    const loaded = tables.filter((each) => chosen.has(each.source.name));
    const planning = {
        create: options.create ?? false,
        clear: options.clear ?? false,
        ignoreNonexistent: options.ignoreNonexistent ?? false,
    };
    const plan = planImport(source.head, nullsDates ? loaded.map(withNullableDates) : loaded, existing, database, planning);
    const sequences = await planSequences(source.head.sequences ?? [], database, {
        ...planning,
        include: options.include,
    });
    const changed = nothingChanged();
    const mappings = new Map(plan.load.loads.flatMap((load) => {
        const { name } = load.source;
        const mapping = planMapping(load, {
            casts: casts.get(name),
            onNul: options.onNul,
            onZeroDate: options.onZeroDate,
            capabilities: database.capabilities,
            changed,
        });
        return mapping === undefined ? [] : [[name, mapping]];
    }));
    const history = isMadeByMigrations
        ? []
        : await historyNotes(database, source.head.schema, plan.load.create, existing);
    const version = await judgeVersion(database, source, existing, options);
    return {
        ...plan,
        version: version.problem,
        load: { ...plan.load, sequences: sequences.loads, orphans: options.onOrphan ?? 'fail' },
        ignored: [...plan.ignored, ...sequences.ignored],
        problems: [...plan.problems, ...sequences.problems],
        lacksTables: plan.lacksTables || sequences.problems.length > 0,
        notes: [...plan.notes, ...sequences.notes, ...(history.length > 0 ? history : version.notes)],
        mappings,
        changed,
    };
}
export const versionMismatch = ({ message, hint }) => new TaskError(message, { exitCode: exitCodes.schemaMismatch, hint: `${hint} Nothing was changed.` });
const notInDump = ({ dry }) => `The tables that ${dry ? 'would be' : 'were'} made have columns, keys, uniques, indexes and foreign keys; ` +
    'checks, triggers and views are not in a dump.';
async function refuseOccupied(database, plan) {
    const occupied = await occupiedTargets(database, plan);
    if (occupied.length === 0)
        return;
    throw new TaskError(`${database.settings.display} is not empty: ${listNames(occupied, 5)}`, {
        exitCode: exitCodes.notEmpty,
        hint: 'Use -c to replace the records of these tables by the new ones. Nothing was changed.',
    });
}
/** Of the tables that were there before, those with records. */
export async function occupiedTargets(database, plan) {
    const targets = plan.load.loads.map(({ target }) => target);
    const made = new Set(plan.load.create);
    return [...(await database.occupied(targets.filter((table) => !made.has(table))))];
}
/** What --dry can know: that the source is whole; of a snapshot no more than about how many rows it has. */
async function readThrough(source, names) {
    const orphans = { nulled: 0, skipped: 0 };
    if (!source.mayBeDamaged) {
        const rows = [...names].map((name) => source.announced?.[name]?.rows ?? 0);
        return { rows: rows.reduce((sum, each) => sum + each, 0), edited: [], orphans };
    }
    for await (const table of source.tables())
        for await (const batch of table.batches())
            batch.release?.();
    const { integrity, edited } = await source.finish();
    return { rows: totalRows(integrity), edited, orphans };
}
async function loadAll(database, source, plan, options) {
    const load = await database.load(plan.load);
    try {
        let rows = 0;
        for await (const table of source.tables()) {
            const tablePlan = plan.byTable.get(table.table.name);
            if (!tablePlan)
                continue;
            const batches = mapTable(table.batches(), tablePlan, plan.mappings.get(table.table.name));
            rows += await loadTable(load, table, batches, tablePlan, source, options);
        }
        const { edited } = await source.finish();
        const orphans = await load.finish();
        options.signal?.throwIfAborted();
        await load.commit();
        return { rows: rows - orphans.skipped, edited, orphans };
    }
    catch (error) {
        await load.rollback();
        options.signal?.throwIfAborted();
        throw error;
    }
}
/** Loads one table, reading a batch ahead while the engine takes the one before. Gives the number of rows. */
async function loadTable(load, { table: { name } }, batches, plan, source, options) {
    const total = source.announced?.[name]?.rows;
    const tableLoad = await load.table(plan);
    let rows = 0;
    let last;
    let written;
    let writing = Promise.resolve();
    const explained = (error) => {
        throw explainRejection(error, last, plan, source.name);
    };
    try {
        for await (const batch of batches) {
            await writing;
            // Of the one before last the engine cannot complain any more.
            written?.release?.();
            options.signal?.throwIfAborted();
            options.onProgress?.({ table: name, rows, total, finished: false });
            rows += batch.rows;
            written = last;
            last = batch;
            writing = tableLoad.write(batch).catch(explained);
            // Awaited with the next batch; until then a rejection is not unhandled.
            writing.catch(() => { });
            if (!isOversized(batch))
                continue;
            await writing;
            // Its memory is for the next one, which may be as long.
            batch.release?.();
            last = undefined;
        }
    }
    catch (error) {
        // What is on its way to the engine comes before what could not be sent.
        if (error instanceof RecordRejected)
            await writing;
        explained(error);
    }
    await writing;
    const taken = await tableLoad.end().catch(explained);
    if (taken !== rows) {
        throw new TaskError(`${name}: the engine took ${taken} of ${rows} records, without an error`, {
            hint: 'Nothing was changed. A rule or a trigger of the target may drop rows.',
        });
    }
    options.onProgress?.({ table: name, rows, total: rows, finished: true });
    return rows;
}
