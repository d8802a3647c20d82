import { exitCodes, TaskError } from '../../errors.js';
import { connect } from './connect.js';
/** Two numbers that no other program is likely to lock: `reco`, `updt`. */
const lockKeys = [0x7265636f, 0x75706474];
/** An advisory lock of this database, held by a session that does nothing else. A backend ends its transaction before it is gone. */
export async function lockDatabase(settings) {
    const { client, end } = await connect(settings);
    let ended;
    const release = () => {
        ended ??= end();
        return ended;
    };
    try {
        // From version 14 a server may end sessions that rest; the setting is not known before.
        await client.query(`SELECT pg_catalog.set_config(name, '0', false) FROM pg_catalog.pg_settings WHERE name = 'idle_session_timeout'`);
        const { rows } = await client.query('SELECT pg_catalog.pg_try_advisory_lock($1, $2) AS free', [...lockKeys]);
        if (rows[0]?.free !== true)
            throw locked(settings);
        return { cover: async () => async () => { }, release };
    }
    catch (error) {
        await release();
        throw error;
    }
}
const locked = ({ display }) => new TaskError(`Another run is updating or migrating ${display}`, {
    exitCode: exitCodes.locked,
    hint: 'Wait until it has ended. Its session is in pg_locks, as an advisory lock.',
});
