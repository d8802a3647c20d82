import { quoteLocation } from './location.js';
/** Those tables that have a row of their own, in one statement. Records of tables that inherit are not the parent's. */
export async function readOccupied(session, tables) {
    if (tables.length === 0)
        return new Set();
    const questions = tables.map((table, index) => {
        return `(${index}, EXISTS (SELECT FROM ${table.partitioned ? '' : 'ONLY '}${quoteLocation(table)}))`;
    });
    const rows = await session.query(`SELECT index FROM (VALUES ${questions.join(', ')}) AS t(index, occupied) WHERE occupied`);
    return new Set(rows.map(({ index }) => tables[index]));
}
