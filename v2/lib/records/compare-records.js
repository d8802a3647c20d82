import { exitCodes, TaskError } from '../errors.js';
import { compareHistories } from '../versions/compare-histories.js';
import { versionProblem } from '../versions/version-problem.js';
import { castSource } from './cast-source.js';
import { RecordCursor } from './compare-cursor.js';
import { planTable } from './compare-plan.js';
import { TableComparison } from './compare-table.js';
import { openSource } from './record-source.js';
import { renameTables } from './rename-tables.js';
import { selectTables } from './select-tables.js';
const keptDifferences = 5;
/** Whether two sides hold the same records; where not, which ones differ. Reads each side once, and changes nothing. */
export async function compareRecords(options) {
    const { edited, signal, onStatement } = options;
    const left = await openSource(options.left, { edited, signal, onStatement });
    try {
        const right = await openSource(options.right, { edited, signal, onStatement });
        try {
            return await compareSources(castLike(left, right, options), right, options);
        }
        finally {
            await right.close();
        }
    }
    finally {
        await left.close();
    }
}
/** What went into the right side by casts is compared as it went. */
const castLike = (left, right, { casts, rename }) => casts === undefined || right.database === undefined
    ? left
    : castSource(left, {
        casts,
        rename: rename ?? {},
        existing: right.head.tables,
        database: right.database,
    });
/** The same of sources that are open, and perhaps no longer as they were read: whose head and lines were cast. */
export async function compareSources(left, right, options) {
    const sides = {
        left: left.name,
        right: right.name,
        isSameEngine: left.head.source.engine === right.head.source.engine,
    };
    const { pairs, onlyLeft, onlyRight } = pairTables(left, right, options);
    const plans = new Map(pairs.map(({ renamed, table }) => [renamed.source.name, planTable(renamed, table, sides)]));
    const tables = await compareTables(left, right, plans, sides, options);
    const { edited } = await left.finish();
    const ends = await right.finish();
    const ignores = options.ignoreNonexistent ?? false;
    return {
        equal: tables.every(({ equal }) => equal) && (ignores || onlyLeft.length + onlyRight.length === 0),
        left: sides.left,
        right: sides.right,
        tables,
        onlyLeft,
        onlyRight,
        rows: tables.reduce((sum, table) => sum + table.left, 0),
        ignored: ignores ? [...onlyLeft, ...onlyRight, ...tables.flatMap(loneColumns)] : [],
        edited: [...edited, ...ends.edited],
        notes: [...left.notes, ...right.notes, ...versionNotes(left, right)],
    };
}
/** Differences may come from migrations that one side alone has been through. */
function versionNotes(left, right) {
    const [one, other] = [left, right].map(({ name, head }) => ({ name, history: head.schema }));
    const problem = versionProblem(compareHistories(one.history, other.history), one, other, undefined);
    return problem ? [`${problem.message}.`] : [];
}
const loneColumns = ({ name, columnsOnlyLeft, columnsOnlyRight }) => [...columnsOnlyLeft, ...columnsOnlyRight].map((column) => `${name}.${column}`);
/** The tables that are chosen, by the left's names; one that only the right has goes by its own. */
function pairTables(left, right, options) {
    const renamed = renameTables(left.head.tables, options.rename ?? {});
    const taken = new Set(renamed.map(({ table }) => table.name));
    const others = right.head.tables.filter(({ name }) => !taken.has(name));
    const chosen = selectTables([
        ...renamed.map((each) => ({ name: each.source.name, each })),
        ...others.map(({ name }) => ({ name, each: undefined })),
    ], options);
    const byName = new Map(right.head.tables.map((table) => [table.name, table]));
    const result = { pairs: [], onlyLeft: [], onlyRight: [] };
    for (const { name, each } of chosen) {
        const table = each && byName.get(each.table.name);
        if (each && table)
            result.pairs.push({ renamed: each, table });
        else if (each)
            result.onlyLeft.push(name);
        else
            result.onlyRight.push(name);
    }
    return result;
}
async function compareTables(left, right, plans, sides, options) {
    const rightTables = right.mayBeDamaged ? new PassingTables(right) : new StandingTables(right);
    const compared = [];
    for await (const table of left.tables()) {
        const plan = plans.get(table.table.name);
        if (!plan)
            continue;
        const counterpart = await rightTables.find(plan.right.name);
        const estimate = left.announced?.[plan.left.name]?.rows ?? right.announced?.[plan.right.name]?.rows;
        compared.push(await compareTable(table, counterpart, plan, sides, estimate, options));
    }
    await rightTables.end();
    return compared;
}
async function compareTable(left, right, plan, sides, total, { limit, signal, onProgress, ignoreNonexistent }) {
    const { name } = plan.right;
    const [leftCursor, rightCursor] = [new RecordCursor(left.batches()), new RecordCursor(right.batches())];
    try {
        const comparison = new TableComparison(plan, sides, leftCursor, rightCursor, limit ?? keptDifferences);
        const { isSame, ...result } = await comparison.run(() => {
            signal?.throwIfAborted();
            onProgress?.({ table: name, rows: leftCursor.rows, total, finished: false });
        });
        onProgress?.({ table: name, rows: result.left, total: result.left, finished: true });
        const hasSameColumns = plan.incomparable.length === 0 &&
            (ignoreNonexistent || plan.onlyLeft.length + plan.onlyRight.length === 0);
        return {
            name,
            equal: isSame && hasSameColumns,
            ...result,
            columnsOnlyLeft: plan.onlyLeft,
            columnsOnlyRight: plan.onlyRight,
            incomparable: plan.incomparable,
        };
    }
    finally {
        await leftCursor.close();
        await rightCursor.close();
    }
}
/** Those of a snapshot, which can be read in any order. */
class StandingTables {
    #source;
    #tables;
    constructor(source) {
        this.#source = source;
    }
    async find(name) {
        if (this.#tables === undefined) {
            this.#tables = new Map();
            for await (const table of this.#source.tables())
                this.#tables.set(table.table.name, table);
        }
        return this.#tables.get(name);
    }
    async end() { }
}
/** Those of a dump, which pass by once. */
class PassingTables {
    #source;
    #tables;
    constructor(source) {
        this.#source = source;
        this.#tables = source.tables()[Symbol.asyncIterator]();
    }
    async find(name) {
        for (let next = await this.#tables.next(); !next.done; next = await this.#tables.next()) {
            if (next.value.table.name === name)
                return next.value;
        }
        throw passedBy(this.#source.name, name);
    }
    async end() {
        while (!(await this.#tables.next()).done)
            ;
    }
}
const passedBy = (source, table) => new TaskError(`${table} cannot be compared: with this rename it would be read after tables that come later in ${source}`, {
    exitCode: exitCodes.usage,
    hint: 'Rename fewer tables at once with -i, or compare with the database that the dump came from.',
});
