import { TaskError } from '../../errors.js';
import { readTables } from './catalog.js';
import { findCollisions, takesKeys } from './collisions.js';
import { isDenied } from './failure.js';
import { makeLenient } from './lenient-table.js';
import { findOrphans, referencesOf, settleOrphans } from './references.js';
import { quoteName, quoteNames } from './sql-text.js';
import { tableStatements } from './table-ddl.js';
import { refuseTargets } from './target-tables.js';
import { temporaryCopy } from './temporary-copy.js';
import { readTransport } from './transport.js';
import { TrialTableLoad } from './trial-table-load.js';
import { uniquesOf } from './uniques.js';
const copyName = (index) => `record_tasks_trial_${index}`;
const keysCopy = 'record_tasks_trial_keys';
/** By table, the columns by which others refer to it: each list once. */
function parentKeysOf(tables) {
    const keys = new Map();
    for (const { references } of tables.flatMap(({ foreignKeys }) => foreignKeys)) {
        const lists = keys.get(references.table) ?? new Map();
        lists.set(JSON.stringify(references.columns), references.columns);
        keys.set(references.table, lists);
    }
    return keys;
}
/**
 * A load into temporary tables, which this session alone sees and which end with it. Without keys, so that every
 * record finds its place: what would collide, and what refers to nothing, is looked for afterwards.
 */
export class MysqlTrial {
    #session;
    #plan;
    #findings;
    /** Names of the copies, by table. */
    #copies = new Map();
    #way;
    #tables = [];
    #created;
    #table;
    #isOver = false;
    constructor(session, plan, findings) {
        this.#session = session;
        this.#plan = plan;
        this.#findings = findings;
        this.#created = new Map(plan.create.map((table) => [table.name, table]));
    }
    static async begin(session, database, plan, findings) {
        const trial = new MysqlTrial(session, plan, findings);
        try {
            await refuseTargets(session, database, plan);
            await trial.#prepare(database);
        }
        catch (error) {
            await trial.close();
            throw error;
        }
        return trial;
    }
    async table(plan) {
        const { name } = plan.target;
        const place = { copy: this.#copies.get(name), definition: await this.#definition(name) };
        this.#table = new TrialTableLoad(this.#session, plan, place, this.#way, this.#findings);
        return this.#table;
    }
    async finish() {
        await this.#session.run('COMMIT');
        const tables = new Map(this.#tables.map((table) => [table.name, table]));
        const parentKeys = parentKeysOf(this.#tables);
        for (const [name, copy] of this.#copies)
            await this.#findCollisions(tables.get(name), copy, [...(parentKeys.get(name)?.values() ?? [])]);
        const { orphans: policy = 'fail' } = this.#plan;
        const references = this.#references().filter(({ isLoaded }) => policy !== 'keep' || !isLoaded);
        await settleOrphans(this.#session, references, policy);
        for (const reference of references) {
            const orphans = await findOrphans(this.#session, reference);
            if (orphans !== undefined)
                this.#findings.orphaned(orphans);
        }
    }
    async close() {
        if (this.#isOver)
            return;
        this.#isOver = true;
        await this.#table?.stop();
        await this.#session.run('ROLLBACK');
        for (const copy of [...this.#copies.values(), keysCopy]) {
            await this.#session.run(`DROP TEMPORARY TABLE IF EXISTS ${quoteName(copy)}`);
        }
    }
    async #prepare(database) {
        const session = this.#session;
        this.#way = await readTransport(session);
        this.#tables = [...(await readTables(session)), ...this.#plan.create];
        // MySQL wants a privilege for it. Without it a batch with many faults takes more statements.
        await session.run('SET SESSION max_error_count = 65535').catch(() => undefined);
        for (const [index, { target }] of this.#plan.loads.entries()) {
            await this.#makeCopy(target.name, copyName(index), database);
        }
        await session.run('START TRANSACTION');
    }
    async #makeCopy(table, copy, database) {
        const sql = temporaryCopy(await this.#definition(table), copy);
        this.#copies.set(table, copy);
        try {
            await makeLenient(this.#session, sql);
        }
        catch (error) {
            if (!isDenied(error))
                throw error;
            throw new TaskError(`the user may not make temporary tables, into which a check loads: ${error.message}`, {
                hint: `Run as an administrator: GRANT CREATE TEMPORARY TABLES ON ${quoteName(database)}.* TO the user.`,
                cause: error,
            });
        }
    }
    async #definition(table) {
        const made = this.#created.get(table);
        if (made !== undefined)
            return tableStatements(made, this.#session.flavor, '')[0];
        const [row] = await this.#session.rows(`SHOW CREATE TABLE ${quoteName(table)}`);
        return row['Create Table'];
    }
    async #findCollisions(table, copy, parents) {
        const place = quoteName(copy);
        const uniques = uniquesOf(table);
        const takes = await takesKeys(this.#session, place, uniques, parents);
        if (takes)
            return;
        for (const unique of uniques) {
            const collision = await findCollisions(this.#session, table, place, unique);
            if (collision !== undefined)
                this.#findings.collided(collision);
        }
        await takesKeys(this.#session, place, [], parents);
    }
    /** Those that the load would touch, where their rows are now. */
    #references() {
        const cleared = new Set(this.#plan.clear.map(({ name }) => name));
        const isGone = (name) => cleared.has(name) && !this.#copies.has(name);
        return referencesOf(this.#tables, this.#plan)
            .filter(({ child }) => !isGone(child.name))
            .map((reference) => {
            const { child, key } = reference;
            const parent = key.references.table;
            const columns = quoteNames(key.references.columns);
            const copy = this.#copies.get(parent);
            return {
                ...reference,
                children: quoteName(this.#copies.get(child.name) ?? child.name),
                parents: async () => {
                    if (isGone(parent))
                        return `(SELECT ${columns} FROM ${quoteName(parent)} WHERE FALSE)`;
                    if (copy === undefined)
                        return reference.parents();
                    return parent === child.name ? this.#copyKeys(copy, key.references.columns) : quoteName(copy);
                },
            };
        });
    }
    /** MySQL opens a temporary table once in a statement: of one that refers to itself the keys are copied. */
    async #copyKeys(copy, columns) {
        const place = quoteName(keysCopy);
        await this.#session.run(`DROP TEMPORARY TABLE IF EXISTS ${place}`);
        await this.#session.run(`CREATE TEMPORARY TABLE ${place} (record_tasks_row bigint unsigned NOT NULL AUTO_INCREMENT PRIMARY KEY, ` +
            `KEY (${quoteNames(columns)})) ENGINE=InnoDB SELECT DISTINCT ${quoteNames(columns)} FROM ${quoteName(copy)}`);
        return place;
    }
}
