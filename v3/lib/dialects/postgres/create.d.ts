import type { Column, Table, TypeDefinition } from '../../schema/table.ts';
import { type Session } from './session.ts';
/**
 * Makes tables with their columns, and the enum types that they need; gives them with the names that their
 * indexes will have, since others of the schema may have taken those asked for.
 */
export declare function makeTables(session: Session, tables: readonly Table[], schemas: readonly string[]): Promise<Table[]>;
/** Those of the configuration that are to get tables. */
export declare function makeSchemas(session: Session, tables: readonly Table[], schemas: readonly string[]): Promise<void>;
export declare const makeSchema: (session: Session, name: string) => Promise<void>;
/** Types of the same engine are made where they are missing, with their schemas; those of extensions are the user's to bring. */
export declare function makeTypes(session: Session, tables: readonly Table[]): Promise<void>;
export declare function definitionsOf({ native, type, element, values, types }: Column): readonly TypeDefinition[];
/** Runs what makes a part of a new table; `what` begins the sentence where the server cannot make it so. */
export declare function make(session: Session, sql: string, what: string): Promise<void>;
/** The definition does not fit the server (types, names, sizes): not a fault of the records. */
export declare function makeError(error: unknown, what: string): unknown;
