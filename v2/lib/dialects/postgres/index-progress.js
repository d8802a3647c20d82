import { makePool } from './connect.js';
const interval = 1_000;
/**
 * Looks every second how far the session is with the index that it makes, from another connection, which a build of
 * less than that never needs. Gives what ends it.
 */
export async function watchIndexBuild(session, settings, tls, onProgress) {
    const [own] = await session.query('SELECT pg_catalog.pg_backend_pid() AS pid');
    let pool;
    let looking;
    const look = async () => {
        pool ??= makePool(settings, tls, { min: 0, max: 1 });
        const { rows } = await pool.raw(`SELECT blocks_done AS blocks, blocks_total AS "allBlocks", tuples_done AS tuples, tuples_total AS "allTuples"
      FROM pg_catalog.pg_stat_progress_create_index WHERE pid = ?`, [own.pid]);
        if (rows[0])
            onProgress(shareOf(rows[0]));
    };
    const timer = setInterval(() => {
        looking ??= look()
            // Where no connection is to be had, there is no progress to be seen.
            .catch(() => { })
            .finally(() => {
            looking = undefined;
        });
    }, interval);
    return async () => {
        clearInterval(timer);
        await looking;
        await pool?.destroy();
    };
}
/** The table is read, and then its entries are put in order: each about half. */
const shareOf = ({ blocks, allBlocks, tuples, allTuples }) => (ratio(blocks, allBlocks) + ratio(tuples, allTuples)) / 2;
const ratio = (done, all) => (Number(all) > 0 ? Number(done) / Number(all) : 0);
