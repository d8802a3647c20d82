import type { Sequence } from '../schema/sequence.ts';
import type { Table } from '../schema/table.ts';
export declare const formatName = "record-dump";
/** Of a schema without records, which is another document (docs/schema.md). */
export declare const schemaFormatName = "record-schema";
/** The version that is written, and the newest that is read. */
export declare const formatVersion = 1;
/** An application's migration history, as its framework's table has it. */
export interface SchemaHistory {
    /** `knex`, `django`, `rails`, … */
    kind: string;
    /** Applied migrations, in the framework's order. */
    versions: string[];
}
/** Everything before the records. */
export interface DumpHead {
    format: typeof formatName;
    version: number;
    /** Of the snapshot: UTC, to the second. */
    created: string;
    /** `record-tasks 1.0.0` */
    tool: string;
    source: {
        engine: string;
        version: string;
        database: string;
    };
    schema: SchemaHistory | null;
    tables: Table[];
    /** Those that number no column; left out where there are none. */
    sequences?: Sequence[];
}
export interface TableIntegrity {
    rows: number;
    /** Lower-case hex, over the table's record lines without trailing commas, each with one LF. */
    sha256: string;
}
export type Integrity = Record<string, TableIntegrity>;
/** Without a prototype: a table may be called `__proto__`. */
export declare const noIntegrity: () => Integrity;
export declare const totalRows: (integrity: Integrity) => number;
/** What begins and ends the parts of the document. Reader and writer lean on these very bytes. */
export declare const layout: {
    readonly records: '"records":{';
    readonly complete: '"complete":true}';
};
/** The document up to and with the line that opens `records`. */
export declare function renderHead(head: DumpHead): string;
/** Names of tables and sequences in the order of a dump: by their UTF-8 bytes. */
export declare const byName: (a: {
    name: string;
}, b: {
    name: string;
}) => number;
