import { findCollisions } from './collisions.js';
import { locate, quoteLocation } from './location.js';
import { applyOrphanPolicy, findOrphans } from './orphans.js';
import { findReal, loadedTables, newReferences, referencesOf, rootOf, } from './reference.js';
import { readForeignKeys, readTouched } from './suspension.js';
import { makeCopies } from './trial-copy.js';
import { TrialTable } from './trial-table.js';
/** Begins a transaction that is rolled back in any case. */
export async function beginTrial(context, plan, findings) {
    const { session } = context;
    await session.execute('BEGIN ISOLATION LEVEL REPEATABLE READ READ WRITE');
    try {
        return new PostgresTrial(context, plan, findings, await makeCopies(context, plan));
    }
    catch (error) {
        await session.executeLast('ROLLBACK');
        throw error;
    }
}
class PostgresTrial {
    #context;
    #plan;
    #findings;
    #copies;
    #table;
    #ended = false;
    constructor(context, plan, findings, copies) {
        this.#context = context;
        this.#plan = plan;
        this.#findings = findings;
        this.#copies = new Map(copies.map((copy) => [copy.table, copy]));
    }
    async table(plan) {
        const { session, schemas } = this.#context;
        const { relation } = this.#copies.get(quoteLocation(locate(plan.target, schemas)));
        this.#table = new TrialTable(session, plan, relation, this.#findings);
        return this.#table;
    }
    async finish() {
        for (const copy of this.#copies.values()) {
            const collisions = await findCollisions(this.#context, copy);
            for (const collision of collisions)
                this.#findings.collided(collision);
        }
        const references = await this.#references();
        await applyOrphanPolicy(this.#context.session, references, this.#plan.orphans, true);
        for (const reference of references) {
            const orphans = await findOrphans(this.#context, reference);
            if (orphans)
                this.#findings.orphaned(orphans);
        }
    }
    async #references() {
        const { session, schemas, serverVersion } = this.#context;
        const targets = [...this.#plan.clear, ...this.#plan.loads.map(({ target }) => target)];
        const existing = targets.filter((target) => !this.#plan.create.includes(target));
        const touched = await readTouched(session, existing.map((target) => locate(target, schemas)));
        const find = this.#finder();
        const made = await newReferences(this.#context, this.#plan.create, find);
        return [
            ...referencesOf(await readForeignKeys(session, touched, serverVersion), find),
            ...made.map(({ reference }) => reference),
        ];
    }
    /** Copies instead of what is loaded, nothing instead of what is only cleared. */
    #finder() {
        const { schemas } = this.#context;
        const cleared = new Set(this.#plan.clear.map((table) => quoteLocation(locate(table, schemas))));
        const real = findReal(loadedTables(this.#plan, schemas));
        return (location, place) => {
            const table = quoteLocation(rootOf(location, place));
            const copy = this.#copies.get(table);
            const found = real(location, place);
            if (!copy)
                return cleared.has(table) ? undefined : found;
            const condition = place.root === null ? null : place.condition;
            return { ...found, relation: copy.relation, ...(condition === null ? {} : { condition }) };
        };
    }
    async close() {
        if (this.#ended)
            return;
        this.#ended = true;
        await this.#table?.settle();
        await this.#context.session.executeLast('ROLLBACK');
    }
}
