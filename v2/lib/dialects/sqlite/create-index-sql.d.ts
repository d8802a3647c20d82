/** What only the text of CREATE INDEX says, in its own SQL. */
export interface IndexSql {
    /** Columns or expressions, with COLLATE, without ASC and DESC. */
    terms: string[];
    /** Of a partial index. */
    condition?: string;
}
export declare function parseCreateIndex(sql: string): IndexSql;
