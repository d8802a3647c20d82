import { Readable } from 'node:stream';
import { type DumpHead } from '../dump/format.ts';
import { type SchemaDocument } from './schema-document.ts';
/** A schema that was read, with what a document leaves out. */
export interface ReadSchema {
    /** For messages: the path, or `standard input`. */
    name: string;
    document: SchemaDocument;
    /** Of a dump: the server that it is from. */
    version?: string;
    /** Names by table, where the file tells them. */
    triggers: ReadonlyMap<string, readonly string[]>;
}
/** The schema of a schema file, or of a dump, of which only the head is read. TaskError 10 for what is neither. */
export declare function readSchema(from: string | Readable, signal?: AbortSignal): Promise<ReadSchema>;
export declare function schemaOfHead(head: DumpHead, name: string): ReadSchema;
