import { connect } from './connect.js';
import { watchIndexBuild } from './index-progress.js';
import { quoteLocation } from './location.js';
import { longestName } from './names.js';
import { Session, serverError } from './session.js';
/** Rebuilding beside others waits for their transactions, and keeps nobody waiting meanwhile. */
const patience = '10min';
/** A lock that is waited for keeps those waiting who come after. */
const blockingPatience = '30s';
const usualPatience = '60s';
/** After an abort somebody is waiting. */
const lastPatience = '3s';
const indexesSql = `
  SELECT i.oid, n.nspname AS schema, i.relname AS relation, x.indisvalid AS valid, x.indisexclusion AS exclusion,
    i.relkind = 'I' AS partitioned
  FROM (
    SELECT pg_catalog.to_regclass($1)::oid AS oid
    UNION SELECT relid::oid FROM pg_catalog.pg_partition_tree(pg_catalog.to_regclass($1))
  ) t
  JOIN pg_catalog.pg_index x ON x.indrelid = t.oid
  JOIN pg_catalog.pg_class i ON i.oid = x.indexrelid
  JOIN pg_catalog.pg_namespace n ON n.oid = i.relnamespace
  ORDER BY n.nspname COLLATE "C", i.relname COLLATE "C"`;
const readIndexes = (session, table) => session.query(indexesSql, [table]);
/** See Database.rebuildIndexes. Of a partitioned table the indexes are those of its partitions. */
export async function rebuildIndexes(target, location, name, watch) {
    const { session } = target;
    const table = quoteLocation(location);
    const row = await readTable(target, table);
    if (row === undefined)
        return skipped(`${name}: it is not there any more`);
    if (!row.allowed)
        return skipped(`${name}: only its owner ${row.owner} may rebuild its indexes`);
    const outcome = { rebuilt: 'all', skipped: [], invalid: [], notes: [] };
    const indexes = await readIndexes(session, table);
    const rebuilt = indexes.filter((index) => !index.partitioned && !isLeftover(index));
    const rebuild = new Rebuild(target, table, new Set(indexes.map(({ oid }) => oid)), watch);
    for (const [done, index] of rebuilt.entries()) {
        watch.onProgress?.(done / rebuilt.length);
        const part = (share) => watch.onProgress?.((done + share) / rebuilt.length);
        if (index.exclusion) {
            outcome.notes.push(`${name}: writes had to wait while ${index.relation} was rebuilt, which keeps an exclusion constraint.`);
        }
        const reason = await rebuild.index(index, part);
        if (reason !== undefined)
            outcome.skipped.push(`${name}: ${index.relation} was not rebuilt: ${reason}`);
    }
    if (outcome.skipped.length > 0) {
        outcome.rebuilt = outcome.skipped.length < rebuilt.length ? 'some' : 'none';
    }
    const reason = await failureOfTable(() => session.execute(`ANALYZE ${table}`));
    if (reason !== undefined)
        outcome.skipped.push(`${name}: its statistics were not renewed: ${reason}`);
    const after = await readIndexes(session, table);
    outcome.invalid = after.filter(({ valid }) => !valid).map((index) => `${name}: ${describeInvalid(index)}`);
    return outcome;
}
const skipped = (reason) => ({
    rebuilt: 'none',
    skipped: [reason],
    invalid: [],
    notes: [],
});
async function readTable({ session, serverVersion }, table) {
    const maintains = serverVersion >= 17 ? `OR pg_catalog.has_table_privilege(c.oid, 'MAINTAIN')` : '';
    const [row] = await session.query(`SELECT pg_catalog.pg_get_userbyid(c.relowner) AS owner, pg_catalog.pg_has_role(c.relowner, 'USAGE') ${maintains} AS allowed
    FROM pg_catalog.pg_class c WHERE c.oid = pg_catalog.to_regclass($1)`, [table]);
    return row;
}
/** So REINDEX CONCURRENTLY names what it makes and what it replaces; it stays when it is stopped. */
const isLeftover = ({ valid, relation }) => !valid && /_cc(new|old)\d*$/.test(relation);
function describeInvalid(index) {
    if (index.partitioned) {
        return `${index.relation} is invalid: not every partition has an index that is attached to it.`;
    }
    const drop = `DROP INDEX CONCURRENTLY ${quoteLocation(index)}`;
    if (isLeftover(index)) {
        return `${index.relation} is left of a rebuild that was stopped, or is being made: where none is under way, run ${drop}.`;
    }
    return `${index.relation} is invalid, and no query uses it: mend what keeps it from being rebuilt, or run ${drop}.`;
}
/** Of one table. */
class Rebuild {
    #target;
    #table;
    /** Of the indexes that were there before: they are none of ours. */
    #before;
    #watch;
    constructor(target, table, before, watch) {
        this.#target = target;
        this.#table = table;
        this.#before = before;
        this.#watch = watch;
    }
    /** Gives why it was not rebuilt. */
    async index(index, onProgress) {
        const { session, settings, tls } = this.#target;
        const how = index.exclusion ? '' : ' CONCURRENTLY';
        await session.execute(`SET lock_timeout = '${index.exclusion ? blockingPatience : patience}'`);
        const stopWatching = await watchIndexBuild(session, settings, tls, onProgress);
        try {
            const reason = await failureOfTable(() => session.execute(`REINDEX INDEX${how} ${quoteLocation(index)}`));
            if (reason !== undefined)
                await this.#dropLeft(session, index, blockingPatience);
            await session.execute(`SET lock_timeout = '${usualPatience}'`);
            return reason;
        }
        catch (error) {
            await this.#dropLeftAnew(index);
            throw error;
        }
        finally {
            await stopWatching();
        }
    }
    /** What our statement made and did not finish, and nothing else: it was not there before, and is named after the index. */
    async #dropLeft(session, { relation }, lockTimeout) {
        const own = (await readIndexes(session, this.#table)).filter((index) => isLeftover(index) && !this.#before.has(index.oid) && isNamedAfter(index.relation, relation));
        for (const left of own) {
            const sql = `DROP INDEX CONCURRENTLY ${quoteLocation(left)}`;
            await session.execute(`SET lock_timeout = '${lockTimeout}'`);
            await session.execute(sql).catch(() => {
                this.#watch.onLeft?.(`The unfinished index ${left.relation} could not be removed: run ${sql}.`);
            });
        }
    }
    /** After an abort or a lost connection, from a new one. */
    async #dropLeftAnew(index) {
        let connection;
        try {
            connection = await connect(this.#target.settings);
            const session = new Session(connection.client, this.#target.settings, {});
            await this.#dropLeft(session, index, lastPatience);
        }
        catch {
            this.#watch.onLeft?.(`An unfinished index ${index.relation}_ccnew may be left: the next rebuild-indexes names it, with how to remove it.`);
        }
        finally {
            if (connection) {
                await connection.end();
            }
        }
    }
}
/** The server cuts a name that would be too long with its ending. */
function isNamedAfter(left, index) {
    const stem = left.replace(/_cc(new|old)\d*$/, '');
    return stem === index || (Buffer.byteLength(left) === longestName && index.startsWith(stem));
}
/** The read-only server and the lost connection are no table's fault. */
const endsAll = /^(25006|57|08|53)/;
async function failureOfTable(work) {
    try {
        await work();
        return undefined;
    }
    catch (error) {
        const server = serverError(error);
        if (server === undefined || endsAll.test(server.code))
            throw error;
        if (/^(42P01|42704)$/.test(server.code))
            return 'it is not there any more';
        if (server.code === '55P03')
            return 'other transactions kept it in use for too long';
        return [server.message, server.detail].filter((part) => part !== undefined).join('. ');
    }
}
