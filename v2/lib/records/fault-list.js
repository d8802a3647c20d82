import { faultOf, valuesOfRow } from './explain-rejection.js';
/** Keys of refused records that are remembered, so that those who refer to them are not called orphans. */
const keptKeys = 100_000;
/** Reasons may have the value in them. */
const keptKinds = 1000;
/** Collects what a trial finds, in the source's names: the first so many, and the number of all. */
export class FaultList {
    count = 0;
    /** Records of the table that is being tried. */
    refusedRows = 0;
    #most;
    #faults = [];
    #kinds = new Map();
    #plans;
    /** Targets whose records could not all be tried: who refers to them may be right. */
    #unknown = new Set();
    /** Of refused records, by target table and its columns: the values that others may refer to. */
    #refusedKeys = new Map();
    #plan;
    #names = new Map();
    #lastRefused;
    constructor(plan, most) {
        this.#most = most;
        this.#plans = new Map(plan.load.loads.map((load) => [load.target.name, load]));
        for (const name of plan.unfit)
            this.#unknown.add(name);
        for (const { table, columns } of referredTo(plan))
            this.#refusedKeys.set(keyId(table, columns), new Set());
    }
    /** The next rejections are of this table. */
    begin(plan) {
        this.#plan = plan;
        this.#names = sourceNames(plan);
        this.refusedRows = 0;
        this.#lastRefused = undefined;
    }
    refused(rejection) {
        const plan = this.#plan;
        const batch = rejection.batch;
        const { row, reason } = rejection;
        if (this.#faults.length < this.#most)
            this.#faults.push(faultOf(rejection, batch, plan));
        const column = this.#names.get(rejection.column ?? '') ?? rejection.column;
        this.#countKind({ table: plan.source.name, column, reason }, 1);
        const last = this.#lastRefused;
        if (last !== undefined && last.batch === batch && last.row === row && row !== undefined)
            return;
        this.#lastRefused = { batch, row };
        this.refusedRows++;
        this.#rememberKeys(plan, batch, row);
    }
    collided(collision) {
        const reason = collision.columns.length === 1
            ? `is the value of another record too, and must be unique (${collision.unique})`
            : `are the values of another record too, and must be unique (${collision.unique})`;
        this.#addFound(collision, collision.records, collision.count, reason);
    }
    orphaned(orphans) {
        if (this.#unknown.has(orphans.parent))
            return;
        const refused = this.#refusedKeys.get(keyId(orphans.parent, orphans.parentColumns));
        const records = orphans.records.filter(({ values }) => !refused?.has(JSON.stringify(values)));
        const count = orphans.count - (orphans.records.length - records.length);
        if (records.length === 0)
            return;
        const whose = orphans.isLoaded ? '' : 'is in the target already, and ';
        this.#addFound(orphans, records, count, `${whose}refers to no record of ${orphans.parent}`);
    }
    result() {
        return { faults: this.#faults, count: this.count, kinds: [...this.#kinds.values()] };
    }
    #addFound(found, records, count, reason) {
        const plan = this.#plans.get(found.table);
        const names = sourceNames(plan);
        const table = plan?.source.name ?? found.table;
        const column = found.columns.map((name) => names.get(name) ?? name).join(', ');
        const shownOf = (name, value) => shown(value, isBare(plan, name));
        for (const { key, values } of records) {
            const renamed = Object.entries(key).map(([name, value]) => [
                names.get(name) ?? name,
                shownOf(name, value),
            ]);
            this.#keep({
                table,
                key: Object.fromEntries(renamed),
                column,
                value: values.map((value, index) => shownOf(found.columns[index], value)).join(', '),
                reason,
            });
        }
        this.#countKind({ table, column, reason }, count);
    }
    #keep(fault) {
        if (this.#faults.length < this.#most)
            this.#faults.push(fault);
    }
    #countKind(kind, count) {
        this.count += count;
        const { table, column } = kind;
        const isKnown = this.#kinds.has(kindId(kind));
        const reason = isKnown || this.#kinds.size < keptKinds ? kind.reason : 'is refused for other reasons';
        const id = kindId({ ...kind, reason });
        const found = this.#kinds.get(id);
        if (found)
            found.count += count;
        else
            this.#kinds.set(id, { table, ...(column === undefined ? {} : { column }), reason, count });
    }
    #rememberKeys(plan, batch, row) {
        const { name } = plan.target;
        const wanted = [...this.#refusedKeys].filter(([id]) => tableOf(id) === name);
        if (wanted.length === 0)
            return;
        const values = batch && row !== undefined ? valuesOfRow(batch, row, plan) : undefined;
        for (const [id, keys] of wanted) {
            if (values === undefined || keys.size >= keptKeys)
                this.#unknown.add(name);
            else
                keys.add(JSON.stringify(columnsOf(id).map((column) => values.get(column) ?? null)));
        }
    }
}
const kindId = (kind) => JSON.stringify([kind.table, kind.column, kind.reason]);
const keyId = (table, columns) => JSON.stringify([table, columns]);
const tableOf = (id) => JSON.parse(id)[0];
const columnsOf = (id) => JSON.parse(id)[1];
/** Tables and columns that foreign keys of the targets refer to. */
const referredTo = (plan) => plan.load.loads.flatMap(({ target }) => target.foreignKeys.map(({ references }) => references));
/** The source's column names by the target's. */
const sourceNames = (plan) => new Map(plan?.columns.map(({ source, target }) => [target.name, source.name]));
const shownCharacters = 60;
/** Whether a target column's values stand without quotes in a record. */
function isBare(plan, column) {
    const type = plan?.target.columns.find(({ name }) => name === column)?.type;
    return type === 'integer' || type === 'float' || type === 'boolean';
}
function shown(value, bare) {
    if (value === null)
        return 'null';
    const characters = [...(bare ? value : JSON.stringify(value))];
    return characters.length <= shownCharacters
        ? characters.join('')
        : `${characters.slice(0, shownCharacters).join('')}…`;
}
