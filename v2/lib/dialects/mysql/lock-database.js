import { exitCodes, TaskError } from '../../errors.js';
import { lockName } from './advisory-lock.js';
import { Session } from './session.js';
import { quoteText } from './sql-text.js';
/**
 * Two locks of the server: one for the run, held by a session that does nothing else, and one for the connection of its
 * running migration, for the server goes on with an ALTER TABLE whose client was killed.
 */
export async function lockDatabase(settings) {
    const database = settings.database ?? '';
    const session = await Session.open(settings);
    try {
        const free = await session.value(`SELECT GET_LOCK(${quoteText(lockName(database, 'update'))}, 0)`);
        if (free !== '1')
            throw locked(settings);
        const working = await session.value(`SELECT IS_USED_LOCK(${quoteText(lockName(database, 'migration'))})`);
        if (working !== null)
            throw stillWorking(settings, working);
    }
    catch (error) {
        session.close();
        throw error;
    }
    return {
        cover: (transaction) => cover(transaction, lockName(database, 'migration')),
        release: async () => session.close(),
    };
}
async function cover(transaction, name) {
    await transaction.raw('SELECT GET_LOCK(?, 0)', [name]);
    return async () => {
        await transaction.raw('SELECT RELEASE_LOCK(?)', [name]);
    };
}
const locked = ({ display }) => new TaskError(`Another run is updating or migrating ${display}`, {
    exitCode: exitCodes.locked,
    hint: 'Wait until it has ended.',
});
const stillWorking = ({ display }, connection) => new TaskError(`The server is still at work on a migration of ${display} whose run is gone`, {
    exitCode: exitCodes.locked,
    hint: `Wait until its statement has ended (SHOW PROCESSLIST), or end it: KILL ${connection}`,
});
