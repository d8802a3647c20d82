import { exitCodes, TaskError } from '../../errors.js';
import { insertSql } from './load-sql.js';
/** The INSERTs of one table: one for arrays without tagged cells, a slower one for those with some, others for long cells. */
export class InsertStatements {
    #connection;
    #schema;
    #table;
    #takesBytes;
    #plain;
    #tagged;
    /** `encoding`: the database's; one of UTF-16 takes bytes for its own, and must be given text. */
    constructor(connection, schema, table, encoding) {
        this.#connection = connection;
        this.#schema = schema;
        this.#table = table;
        this.#takesBytes = encoding === 'UTF-8';
    }
    /** Inserts what was encoded; gives how many records. The driver copies, so that the encoder is free again at once. */
    async start(encoder) {
        const isLong = encoder.longCells.length > 0;
        const statement = isLong ? await this.#forLong(encoder) : await this.#for(encoder);
        const array = encoder.finish();
        const cells = encoder.longCells.map(({ bytes }) => bytes);
        const running = statement.run(this.#takesBytes ? array : array.toString('utf8'), ...cells);
        // What is bound to a statement stays in memory until its end.
        const done = isLong ? running.finally(() => statement.finalize()) : running;
        done.catch(() => undefined);
        return { done };
    }
    async #forLong({ columns, hasTags, longCells }) {
        const long = longCells.map(({ place }) => place);
        return this.#prepare(insertSql(this.#schema, this.#table, columns, { tagged: hasTags, long }));
    }
    async #for({ columns, hasTags }) {
        const sql = () => insertSql(this.#schema, this.#table, columns, { tagged: hasTags });
        if (hasTags) {
            this.#tagged ??= await this.#prepare(sql());
            return this.#tagged;
        }
        this.#plain ??= await this.#prepare(sql());
        return this.#plain;
    }
    async finalize() {
        await this.#plain?.finalize();
        await this.#tagged?.finalize();
    }
    async #prepare(sql) {
        try {
            return await this.#connection.prepare(sql);
        }
        catch (cause) {
            throw lacksOfApplication(cause, this.#table.name) ?? cause;
        }
    }
}
/** Where a schema needs a function or a collation that only its application brings along: what cannot be done without. */
export function lacksOfApplication(cause, table) {
    const lack = /no such (?:function|collation sequence): .*/s.exec(String(cause.message))?.[0];
    if (lack === undefined)
        return undefined;
    return new TaskError(`SQLite cannot load records into table ${table}, nor check them: ${lack}.`, {
        exitCode: exitCodes.schemaMismatch,
        hint: `Its checks, indexes or computed columns need what only their application brings along. Leave the table out: -x ${table}. Nothing was changed.`,
        cause,
    });
}
