import { openDatabase } from '../dialects/open-database.js';
import { TableDigest } from '../dump/digest.js';
import { noIntegrity } from '../dump/format.js';
import { headOf } from './head-of.js';
/** A database as a source of records: what its dump would hold, without the dump. */
export async function openSnapshotSource(settings, { signal, onStatement }) {
    const database = await openDatabase(settings, { signal, onStatement });
    try {
        const notes = await database.recover();
        const snapshot = await database.snapshot();
        const head = await headOf(database, snapshot);
        const estimates = await snapshot.estimates();
        return new SnapshotSource(database, snapshot, head, estimates, [...notes, ...(snapshot.notes ?? [])]);
    }
    catch (error) {
        await database.close();
        throw error;
    }
}
class SnapshotSource {
    name;
    head;
    notes;
    mayBeDamaged = false;
    announced;
    database;
    #snapshot;
    #integrity = noIntegrity();
    constructor(database, snapshot, head, estimates, notes) {
        this.name = database.settings.display;
        this.head = head;
        this.notes = notes;
        this.announced = Object.fromEntries([...estimates].map(([name, rows]) => [name, { rows, sha256: '' }]));
        this.database = database;
        this.#snapshot = snapshot;
    }
    async *tables() {
        for (const table of this.head.tables)
            yield { table, batches: () => this.#batches(table) };
    }
    async *#batches(table) {
        const digest = new TableDigest();
        for await (const batch of this.#snapshot.read(table)) {
            if (batch.rows === 0)
                continue;
            const firstRecord = digest.rows + 1;
            digest.add(batch);
            yield { ...batch, firstLine: undefined, firstRecord };
        }
        this.#integrity[table.name] = digest.finish();
    }
    async finish() {
        return { integrity: this.#integrity, edited: [] };
    }
    async close() {
        await this.#snapshot.close().catch(() => { });
        await this.database.close();
    }
}
