import { openDatabase } from '../dialects/open-database.js';
import { TaskError } from '../errors.js';
import { isOversized } from '../schema/record-batch.js';
import { explainRejection } from './explain-rejection.js';
import { FaultList } from './fault-list.js';
import { ownSchema, wouldBeMade } from './load-into-new.js';
import { occupiedTargets, planLoad } from './load-records.js';
import { mapTable } from './map-table.js';
import { openSource } from './record-source.js';
const keptFaults = 1000;
/**
 * Everything that a target would refuse of a source, all of it in one run, before anything is written: the records
 * are loaded into copies of the target's tables that nobody else sees.
 */
export async function checkRecords(options) {
    const { edited, signal, onStatement } = options;
    const source = await openSource(options.source, { edited, signal, onStatement });
    try {
        const database = await openDatabase(options.database, {
            createFile: options.create ?? false,
            signal,
            onStatement,
        });
        try {
            return await checkSource(database, source, options);
        }
        finally {
            await database.close();
        }
    }
    finally {
        await source.close();
    }
}
async function checkSource(database, source, options) {
    const recovered = await database.recover();
    const own = await ownSchema(database, source, options);
    const plan = fitting(await planLoad(database, source, { ...options, clear: true }, own !== undefined));
    const version = own && 'problem' in own ? own.problem : plan.version;
    const faults = new FaultList(plan, options.maxErrors ?? keptFaults);
    const rows = await tryAll(database, source, plan, faults, options);
    const problems = [...(version ? [version.message] : []), ...plan.problems];
    return {
        engine: database.engine,
        tables: plan.load.loads.length,
        rows,
        accepted: problems.length === 0 && faults.count === 0,
        problems,
        ...(version && { versionHint: version.hint }),
        lacksTables: plan.lacksTables,
        ...faults.result(),
        ignored: plan.ignored,
        occupied: await occupiedTargets(database, plan),
        changed: plan.changed,
        notes: [
            ...source.notes,
            ...recovered,
            ...(own && !('problem' in own) ? [wouldBeMade(own), triedAsDescribed] : []),
            ...plan.notes,
        ],
    };
}
const triedAsDescribed = 'The records were tried in tables as the source describes them.';
/** Without the tables whose columns do not fit: of them no record can be tried. */
function fitting(plan) {
    const loads = plan.load.loads.filter(({ target }) => !plan.unfit.has(target.name));
    return {
        ...plan,
        load: { ...plan.load, loads },
        byTable: new Map(loads.map((load) => [load.source.name, load])),
    };
}
async function tryAll(database, source, plan, faults, options) {
    const trial = await database.trial(plan.load, faults);
    try {
        let rows = 0;
        for await (const table of source.tables()) {
            rows += await tryTable(trial, table, plan, source, faults, options);
        }
        await source.finish();
        await trial.finish();
        return rows;
    }
    finally {
        await trial.close();
        options.signal?.throwIfAborted();
    }
}
async function tryTable(trial, table, { byTable, mappings }, source, faults, options) {
    const { name } = table.table;
    const plan = byTable.get(name);
    if (!plan)
        return 0;
    const total = source.announced?.[name]?.rows;
    const tableLoad = await trial.table(plan);
    faults.begin(plan);
    let rows = 0;
    const batches = mapTable(table.batches(), plan, mappings.get(name), (rejections) => {
        rows++;
        for (const rejection of rejections)
            faults.refused(rejection);
    });
    let written;
    let last;
    try {
        for await (const batch of batches) {
            written?.release?.();
            options.signal?.throwIfAborted();
            options.onProgress?.({ table: name, rows, total, finished: false });
            rows += batch.rows;
            written = isOversized(batch) ? undefined : last;
            last = batch;
            await tableLoad.write(batch);
        }
    }
    catch (error) {
        throw explainRejection(error, last, plan, source.name);
    }
    const held = await tableLoad.end();
    if (held + faults.refusedRows !== rows)
        throw uncounted(name, rows, held, faults.refusedRows);
    options.onProgress?.({ table: name, rows, total: rows, finished: true });
    return rows;
}
/** A fault of ours: it must not look as if all had been tried. */
const uncounted = (table, rows, held, refused) => new TaskError(`${table}: of ${rows} records ${held} were tried and ${refused} refused, and the rest is unknown`, { hint: 'Nothing was changed. A rule or a trigger of the target may drop rows.' });
