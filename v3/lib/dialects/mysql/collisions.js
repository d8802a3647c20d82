import { mostFoundRecords } from '../dialect.js';
import { readFoundRecords } from './found-records.js';
import { recordOrder } from './record-order.js';
import { quoteName } from './sql-text.js';
import { ServerError } from './wire-statement.js';
/** A key has 3,072 bytes at most, and its texts' weights are longer than they. */
const sortLength = 65_536;
const sortBuffer = 8 << 20;
/** Whether the rows of `place` can have these keys, as the server itself sees it; where they can, they have them. */
export async function takesKeys(session, place, uniques, others) {
    const lines = [
        ...uniques.map(({ parts }) => `ADD UNIQUE KEY (${parts.map(({ definition }) => definition).join(', ')})`),
        ...others.map((columns) => `ADD KEY (${columns.map(quoteName).join(', ')})`),
    ];
    if (lines.length === 0)
        return true;
    try {
        await session.run(`ALTER TABLE ${place} ${lines.join(', ')}`);
        return true;
    }
    catch (error) {
        if (error instanceof ServerError && error.errno === 1062)
            return false;
        throw error;
    }
}
/** Of each group of equal records all but the first in key order; undefined where there are none. */
export async function findCollisions(session, table, place, unique) {
    await session.run(`SET SESSION max_sort_length = ${sortLength}, sort_buffer_size = ${sortBuffer}`);
    const shown = unique.parts.map((part, index) => shownColumn(table, part, index));
    const { orderBy } = recordOrder(table, session.flavor);
    const parts = unique.parts.map(({ sql }) => sql);
    const numbered = (selected) => `SELECT ${[...selected, `ROW_NUMBER() OVER (PARTITION BY ${parts.join(', ')} ORDER BY ${orderBy}) AS record_tasks_n`].join(', ')} ` +
        `FROM ${place} WHERE ${parts.map((part) => `${part} IS NOT NULL`).join(' AND ')}`;
    const rows = (columns) => {
        const selected = columns.map((column) => {
            const computed = unique.parts[shown.indexOf(column)];
            return computed?.column === undefined && computed !== undefined
                ? `${computed.sql} AS ${quoteName(column.name)}`
                : quoteName(column.name);
        });
        const names = columns.map(({ name }) => quoteName(name)).join(', ');
        return `SELECT ${names} FROM (${numbered(selected)}) record_tasks_numbered WHERE record_tasks_n > 1`;
    };
    const records = await readFoundRecords(session, { table, values: shown, rows });
    if (records.length === 0)
        return undefined;
    const count = records.length < mostFoundRecords
        ? records.length
        : Number(await session.value(`SELECT COUNT(*) FROM (${numbered([])}) record_tasks_numbered WHERE record_tasks_n > 1`));
    const columns = unique.parts.map(({ column, definition }) => column ?? definition);
    return { table: table.name, columns, count, records, unique: unique.name };
}
/** The column of a part; of an expression one of its own, which is read as a text. */
const shownColumn = (table, { column }, index) => table.columns.find(({ name }) => name === column) ?? {
    name: `record_tasks_part_${index}`,
    type: 'text',
    native: 'longtext',
    nullable: true,
};
