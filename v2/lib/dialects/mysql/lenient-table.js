import { ServerError } from './wire-statement.js';
const rowTooLarge = 1118;
export const isRowTooLarge = (error) => error instanceof ServerError && error.errno === rowTooLarge;
/**
 * Strict InnoDB refuses some two hundred texts in a table for rows that none need ever have. Without it a row
 * that does not fit is refused when it comes.
 */
export async function makeLenient(session, sql) {
    try {
        await session.run(sql);
    }
    catch (error) {
        if (!isRowTooLarge(error))
            throw error;
        await session.run('SET SESSION innodb_strict_mode = 0').catch(() => Promise.reject(error));
        await session.run(sql);
    }
}
