import { connect } from './connect.js';
import { flavorOf } from './flavor.js';
import { runStatement, ServerError, textRow, } from './wire-statement.js';
/**
 * One connection, set up so that the server neither shifts, rounds, coerces nor gives up: UTC, strict,
 * utf8mb4, patient.
 */
export class Session {
    settings;
    flavor;
    #connection;
    #onStatement;
    constructor(settings, flavor, connection, onStatement) {
        this.settings = settings;
        this.flavor = flavor;
        this.#connection = connection;
        this.#onStatement = onStatement;
    }
    static async open(settings, onStatement) {
        const connection = await connect(settings);
        try {
            const flavor = flavorOf(await versionText(connection));
            const session = new Session(settings, flavor, connection, onStatement);
            await session.#setUp();
            return session;
        }
        catch (error) {
            connection.stream.destroy();
            throw error;
        }
    }
    get threadId() {
        return this.#connection.threadId;
    }
    /** Stops and starts the packets of a running statement. */
    get stream() {
        return this.#connection.stream;
    }
    run(sql, options) {
        this.#onStatement?.(sql);
        return runStatement(this.#connection, sql, options);
    }
    /** For statements that hold records: `shown` is what --echo shows of it. */
    runQuietly(sql, shown, options) {
        this.#onStatement?.(shown);
        return runStatement(this.#connection, sql, options);
    }
    /** Small results only. */
    async rows(sql) {
        let names = [];
        const rows = [];
        await this.run(sql, {
            onColumns: (columns) => {
                names = columns;
            },
            onRow: (buffer, start, end) => {
                const cells = textRow(buffer, start, end);
                rows.push(Object.fromEntries(names.map((name, index) => [name, cells[index] ?? null])));
            },
        });
        return rows;
    }
    /** The first cell of the first row. */
    async value(sql) {
        const [row] = await this.rows(sql);
        return row === undefined ? null : (Object.values(row)[0] ?? null);
    }
    /** Ends the connection at once; the server rolls back what it had not committed. */
    close() {
        this.#connection.stream.destroy();
    }
    async #setUp() {
        await this.run('SET NAMES utf8mb4');
        await this.run(`SET SESSION sql_mode = '${sqlMode}', time_zone = '+00:00', net_read_timeout = 31536000, ` +
            'net_write_timeout = 31536000, wait_timeout = 2147483, sql_big_selects = 1, sql_notes = 1, ' +
            'lock_wait_timeout = 120, unique_checks = 1, sql_select_limit = DEFAULT');
        await this.run(this.flavor.engine === 'mariadb'
            ? 'SET SESSION max_statement_time = 0'
            : 'SET SESSION max_execution_time = 0, information_schema_stats_expiry = 0');
    }
}
/**
 * Strict, but with the zero dates, the 31st of February and id 0 that a MySQL source may hold. Neither ANSI_QUOTES nor
 * NO_BACKSLASH_ESCAPES nor PAD_CHAR_TO_FULL_LENGTH, which would change what our statements mean.
 */
export const sqlMode = 'STRICT_ALL_TABLES,ALLOW_INVALID_DATES,NO_AUTO_VALUE_ON_ZERO,NO_ENGINE_SUBSTITUTION';
async function versionText(connection) {
    let text = '';
    await runStatement(connection, "SELECT CONCAT(VERSION(), ' ', @@version_comment)", {
        onRow: (buffer, start, end) => {
            text = textRow(buffer, start, end)[0] ?? '';
        },
    });
    return text;
}
/** Whether a statement failed because the connection is gone, rather than by the server's judgement. */
export function isConnectionLost(error) {
    if (error instanceof ServerError)
        return lostNumbers.has(error.errno);
    const { fatal, code } = error;
    return fatal === true || lostCodes.has(code);
}
/** Server shutdown, KILL, inactivity, errors of the network as the server sees them. */
const lostNumbers = new Set([1053, 1158, 1159, 1160, 1161, 1317, 1927, 3169, 4031]);
const lostCodes = new Set([
    'PROTOCOL_CONNECTION_LOST',
    'ECONNRESET',
    'EPIPE',
    'ETIMEDOUT',
    'ERR_STREAM_DESTROYED',
]);
