import { type DumpHead, type SchemaHistory, schemaFormatName } from '../dump/format.ts';
import type { SequenceDefinition } from '../schema/sequence.ts';
import type { Table } from '../schema/table.ts';
/** The version that is written, and the newest that is read. */
export declare const schemaFormatVersion = 1;
/**
 * A schema without records (docs/schema.md): the table model of a dump's head, without what changes with the records.
 * The same schema gives the same bytes, so that they can be kept under version control.
 */
export interface SchemaDocument {
    format: typeof schemaFormatName;
    version: number;
    /** In whose words it is. */
    source: {
        engine: string;
    };
    schema: SchemaHistory | null;
    tables: Table[];
    /** Left out where there are none. */
    sequences?: SequenceDefinition[];
}
/** A dump's head, or what has its schema in the same form. */
export type SchemaOf = Pick<DumpHead, 'schema' | 'tables'> & {
    source: Pick<DumpHead['source'], 'engine'>;
    sequences?: readonly SequenceDefinition[] | undefined;
};
/** The schema alone, in one form whatever it is made of. */
export declare function schemaDocument({ source, schema, tables, sequences }: SchemaOf): SchemaDocument;
/**
 * Its text: what fits into a line stands in one, a column or a key mostly; so a change of one is a change of one line.
 */
export declare const renderSchema: (document: SchemaDocument) => string;
