import { introspect } from './introspect.js';
import { quoteName } from './quote.js';
import { readTable, rowidName } from './read-table.js';
import { sampleDocuments } from './sample-documents.js';
import { unionAll } from './union-all.js';
/** One read transaction: all that is read in it is of the moment of its first statement. */
export class SqliteSnapshot {
    tables;
    notes;
    #connection;
    #encoding;
    #isOpen = true;
    constructor(connection, tables, notes, encoding) {
        this.#connection = connection;
        this.tables = tables;
        this.notes = notes;
        this.#encoding = encoding;
    }
    static async begin(connection) {
        await connection.run('PRAGMA temp_store = FILE');
        await connection.run('BEGIN');
        try {
            const tables = await introspect(connection, true);
            const notes = [
                ...noteLayouts(await sampleDocuments(connection, tables)),
                ...(await noteVirtualTables(connection)),
            ];
            const [row] = await connection.all('PRAGMA encoding');
            return new SqliteSnapshot(connection, tables, notes, String(row.encoding));
        }
        catch (error) {
            await connection.undo('ROLLBACK');
            throw error;
        }
    }
    read(table) {
        return readTable(this.#connection, table, this.#encoding);
    }
    /** The highest rowid, which is at hand at once. Of tables without rowids nothing is known. */
    async estimates() {
        const estimates = new Map();
        const tables = this.tables.filter((table) => rowidName(table) !== undefined);
        if (tables.length === 0)
            return estimates;
        const selects = tables.map((table, n) => `SELECT ${n} AS n, coalesce(max(${rowidName(table)}), 0) AS highest FROM main.${quoteName(table.name)}`);
        for (const row of await this.#connection.all(unionAll(selects))) {
            estimates.set(tables[Number(row.n)].name, Math.max(0, Number(row.highest)));
        }
        return estimates;
    }
    async close() {
        if (!this.#isOpen)
            return;
        this.#isOpen = false;
        await this.#connection.undo('ROLLBACK');
    }
}
const shownNames = 5;
function noteLayouts(columns) {
    if (columns.length === 0)
        return [];
    const rest = columns.length > shownNames ? ` and ${columns.length - shownNames} more` : '';
    return [
        `Some JSON documents of ${columns.slice(0, shownNames).join(', ')}${rest} come back with other white space or other escapes than they have: the same documents, in one layout for each column.`,
    ];
}
/** Full-text indexes and the like keep copies of records, or none that a plain table could take. */
async function noteVirtualTables(connection) {
    const rows = await connection.all(`SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'virtual' ORDER BY name`);
    return rows.map(({ name }) => `${name} is a virtual table: what it holds is not in the dump.`);
}
