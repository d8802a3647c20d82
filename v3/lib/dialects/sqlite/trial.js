import { SqliteConnection, uriOf } from './connection.js';
import { copyStatement, ownRowid } from './copy-sql.js';
import { createStatements } from './create-sql.js';
import { parseCreateTable } from './create-table-sql.js';
import { writtenColumns } from './encode-cell.js';
import { findCollisions } from './find-collisions.js';
import { checkParentKeys, findOrphans } from './find-orphans.js';
import { lacksOfApplication } from './insert-statements.js';
import { applyOrphanPolicy } from './orphan-policy.js';
import { touchedReferences } from './placed-table.js';
import { quoteName } from './quote.js';
import { rowidName } from './read-table.js';
import { refuseSameNames } from './translate.js';
import { TrialTable } from './trial-table.js';
import { plainIndexes, uniqueKeys } from './unique-keys.js';
/** As the pragma takes it: kilobytes, negative. */
const cache = -16_000;
/**
 * In a private database `main` are the tables of `create` as they would be made, in `copy` those that are loaded,
 * without their keys, and `target` is the target, which is only read: outside any transaction, so that nobody waits.
 */
export class SqliteTrial {
    #connection;
    #plan;
    #findings;
    #target;
    #copies = new Map();
    constructor(connection, target, plan, findings) {
        this.#connection = connection;
        this.#target = target;
        this.#plan = plan;
        this.#findings = findings;
    }
    static async begin(target, options, plan, findings) {
        const { settings } = target;
        const display = `${settings.display} (copies in the folder for temporary files)`;
        const connection = await SqliteConnection.openPrivate({ ...settings, display }, options);
        const trial = new SqliteTrial(connection, target, plan, findings);
        try {
            await trial.#prepare();
            return trial;
        }
        catch (error) {
            await trial.close();
            throw error;
        }
    }
    async table(plan) {
        return new TrialTable(this.#connection, plan, this.#target.encoding, this.#findings);
    }
    async finish() {
        await this.#connection.run('COMMIT');
        for (const { place, uniques } of this.#copies.values()) {
            for (const key of uniques)
                await findCollisions(this.#connection, place, key, this.#findings);
        }
        const { orphans: policy } = this.#plan;
        const touched = this.#touched();
        const references = touchedReferences(this.#places(), (name) => touched.has(name.toLowerCase())).filter(({ child }) => policy !== 'keep' || !child.isLoaded);
        checkParentKeys(references);
        await applyOrphanPolicy(this.#connection, policy, references);
        for (const reference of references) {
            const orphans = await findOrphans(this.#connection, reference);
            if (orphans !== undefined)
                this.#findings.orphaned(orphans);
        }
    }
    close() {
        return this.#connection.close();
    }
    async #prepare() {
        const connection = this.#connection;
        await connection.run(`PRAGMA encoding = '${this.#target.encoding}'`);
        await connection.run('PRAGMA foreign_keys = OFF');
        await connection.run('PRAGMA temp_store = FILE');
        await connection.run(`PRAGMA cache_size = ${cache}`);
        await connection.run(`ATTACH '' AS copy`);
        await connection.run('ATTACH ? AS target', uriOf(this.#target.settings, 'ro'));
        refuseSameNames(this.#plan.create.map(({ name }) => name), undefined, this.#target.tables.map(({ name }) => name));
        for (const table of this.#plan.create) {
            for (const sql of createStatements(table))
                await connection.run(sql);
        }
        const made = await this.#readSchema('main');
        const there = await this.#readSchema('target');
        const create = new Set(this.#plan.create);
        for (const load of this.#plan.loads)
            await this.#copy(load, create.has(load.target) ? made : there);
        await connection.run('BEGIN');
    }
    async #readSchema(name) {
        const rows = await this.#connection.all(`SELECT type, name, sql FROM ${name}.sqlite_schema WHERE type IN ('table', 'index') AND sql IS NOT NULL`);
        const sqlOf = (type) => new Map(rows.filter((row) => row.type === type).map((row) => [String(row.name), String(row.sql)]));
        return { name, tables: sqlOf('table'), sql: sqlOf('index') };
    }
    async #copy(plan, schema) {
        const { target, columns } = plan;
        const loaded = new Set(columns.map((pair) => pair.target.name));
        const { checks } = parseCreateTable(schema.tables.get(target.name));
        const defaults = await this.#connection.all('SELECT name, dflt_value AS value FROM pragma_table_xinfo(?, ?) WHERE dflt_value IS NOT NULL', target.name, schema.name);
        const uniques = await uniqueKeys(this.#connection, schema, target);
        try {
            await this.#connection.run(copyStatement('copy', target, loaded, {
                checks,
                defaults: new Map(defaults.map(({ name, value }) => [String(name), String(value)])),
            }));
            await this.#tryIndexes(target, [...uniques, ...(await plainIndexes(this.#connection, schema, target))]);
        }
        catch (cause) {
            throw lacksOfApplication(cause, target.name) ?? cause;
        }
        await this.#compare(schema.name, target);
        const place = {
            table: writtenTable(plan),
            schema: 'copy',
            rowid: rowidName({ columns: target.columns }) ?? quoteName(ownRowid),
            isLoaded: true,
            isEmpty: false,
        };
        const numbered = target.columns.find(({ generated }) => generated === 'identity')?.name;
        // Rowids that the target gives are never equal.
        const isGiven = ({ columns: [name, other] }) => name !== undefined && other === undefined && name === numbered && !loaded.has(name);
        this.#copies.set(plan, { place, uniques: uniques.filter((key) => !isGiven(key)) });
    }
    /** Records reach their indexes only with the functions and the collations of these. */
    async #tryIndexes(table, indexes) {
        for (const { terms, condition } of indexes) {
            const where = condition === undefined ? '' : ` WHERE ${condition}\n`;
            await this.#connection.all(`SELECT 1 FROM copy.${quoteName(table.name)}${where} ORDER BY ${terms.join(', ')} LIMIT 1`);
        }
    }
    /** The copy is put together from what was read of the original: it must have come out the same. */
    async #compare(schema, table) {
        const columns = async (of) => JSON.stringify(await this.#connection.all('SELECT name, type, hidden FROM pragma_table_xinfo(?, ?) WHERE name <> ?', table.name, of, ownRowid));
        if ((await columns('copy')) !== (await columns(schema))) {
            throw new Error(`The copy of table ${table.name} has other columns than the original`);
        }
    }
    /** Names in lower case. */
    #touched() {
        const touched = [...this.#plan.clear, ...this.#plan.loads.map(({ target }) => target)];
        return new Set(touched.map(({ name }) => name.toLowerCase()));
    }
    /** All tables, as an import would leave them. */
    #places() {
        const copies = [...this.#copies.values()].map(({ place }) => place);
        const loaded = new Set(copies.map(({ table }) => table.name));
        const cleared = new Set(this.#plan.clear.map(({ name }) => name));
        const created = new Set(this.#plan.create);
        const others = [...this.#target.tables, ...this.#plan.create].filter(({ name }) => !loaded.has(name));
        return [
            ...copies,
            ...others.map((table) => ({
                table,
                schema: created.has(table) ? 'main' : 'target',
                rowid: rowidName(table),
                isLoaded: false,
                isEmpty: cleared.has(table.name),
            })),
        ];
    }
}
/** The table as its copy has it: with a rowid, and with moments in the form in which they are written. */
function writtenTable(plan) {
    const { options, ...rest } = plan.target;
    return { ...rest, columns: writtenColumns(plan) };
}
