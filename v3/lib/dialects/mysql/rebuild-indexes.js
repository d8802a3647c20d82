import { isDenied } from './failure.js';
import { isConnectionLost } from './session.js';
import { quoteName } from './sql-text.js';
import { ServerError } from './wire-statement.js';
/** From the least to the most that it holds others back; the server says of a table which of them it cannot. */
const ways = [
    { how: 'ALGORITHM=INPLACE, LOCK=NONE', note: undefined },
    { how: 'ALGORITHM=INPLACE, LOCK=SHARED', note: 'writes to it had to wait' },
    { how: 'ALGORITHM=COPY, LOCK=SHARED', note: 'writes to it had to wait, and it was copied' },
];
/**
 * See Database.rebuildIndexes: the table is rebuilt with all its indexes, which the server undoes by itself when it is
 * stopped. FORCE, since ENGINE=InnoDB would make one of another engine's table.
 */
export async function rebuildIndexes(session, table) {
    const outcome = { rebuilt: 'all', skipped: [], invalid: [], notes: [] };
    try {
        const note = await rebuild(session, table);
        if (note !== undefined)
            outcome.notes.push(`${table.name}: ${note} while its indexes were rebuilt.`);
    }
    catch (error) {
        const reason = reasonOf(error);
        if (reason === undefined)
            throw error;
        outcome.rebuilt = 'none';
        outcome.skipped.push(`${table.name}: ${reason}`);
        if (isGone(error) || isDenied(error))
            return outcome;
    }
    for (const statement of ['CHECK TABLE', 'ANALYZE TABLE']) {
        outcome.invalid.push(...(await faultsOf(session, statement, table)));
    }
    return outcome;
}
/** Gives what others had to wait for. */
async function rebuild(session, { name }) {
    for (const [index, { how, note }] of ways.entries()) {
        try {
            await session.run(`ALTER TABLE ${quoteName(name)} FORCE, ${how}`);
            return note;
        }
        catch (error) {
            if (!isUnsupported(error) || index === ways.length - 1)
                throw error;
        }
    }
    return undefined;
}
const numberOf = (error) => error instanceof ServerError ? error.errno : undefined;
/** ER_ALTER_OPERATION_NOT_SUPPORTED, with and without a reason. */
const isUnsupported = (error) => [1845, 1846].includes(numberOf(error) ?? 0);
const isGone = (error) => numberOf(error) === 1146;
/** --read-only, a read-only transaction, InnoDB's read-only mode: then no table can be rebuilt. */
const readOnly = new Set([1290, 1792, 1836]);
/** Ends a sentence about the table; undefined for what is not about it. */
function reasonOf(error) {
    const number = numberOf(error);
    if (number === undefined || isConnectionLost(error) || readOnly.has(number))
        return undefined;
    if (isGone(error))
        return 'it is not there any more';
    if (isDenied(error))
        return `this user may not rebuild it (${error.message})`;
    if (number === 1205)
        return 'another connection kept it in use for too long';
    return error.message;
}
/** What the server's own check of a table finds; its last row says in a word how it went. */
async function faultsOf(session, statement, { name }) {
    const rows = await session.rows(`${statement} ${quoteName(name)}`);
    const fatal = rows.filter(({ Msg_type: type }) => /^(error|warning)$/i.test(type ?? ''));
    return fatal.map(({ Msg_text: text }) => `${name}: ${statement} says: ${text}`);
}
