import { type Table } from '../../schema/table.ts';
import type { LoadPlan } from '../dialect.ts';
import { type Location } from './location.ts';
import type { Session } from './session.ts';
import { type KeyPlace, type SuspendedKey } from './suspension.ts';
/** A foreign key, with the tables in which its records and those that they refer to are now: real ones, or a trial's. */
export interface Reference {
    name: string;
    child: Place;
    /** Undefined where nothing will be: its table is cleared, and not loaded. */
    parent: Place | undefined;
    parentLocation: Location;
    columns: readonly string[];
    parentColumns: readonly string[];
    /** Of each parent column whose collation is another than the child's: the key compares under it. */
    collations: readonly (string | null)[];
    /** Whether all of `columns` may become null. */
    nullable: boolean;
    /** MATCH FULL: null in some of its columns is an orphan too. */
    full: boolean;
}
export interface Place {
    location: Location;
    /** The same for a table and its partitions. */
    table: string;
    /** In SQL, as FROM, UPDATE and DELETE take it. */
    relation: string;
    /** Over bare column names: a partition's rows, where `relation` holds those of all. */
    condition?: string;
    isLoaded: boolean;
    /** Known of tables that are loaded. */
    description?: Table;
}
/** Where a table's records are; undefined where there will be none. */
export type FindPlace = (location: Location, place: KeyPlace) => Place | undefined;
/** Of a table that is no partition and has none. */
export declare const plainPlace: KeyPlace;
/** Without those of children that will have no records. */
export declare function referencesOf(keys: readonly SuspendedKey[], find: FindPlace): Reference[];
export interface NewReference {
    reference: Reference;
    /** Of the statement that makes it. */
    sql: string;
    /** As a dump names it. */
    table: string;
}
/** Of tables that the load makes: those whose parents there are. */
export declare function newReferences({ session, schemas }: {
    session: Session;
    schemas: readonly string[];
}, created: readonly Table[], find: FindPlace): Promise<NewReference[]>;
/** By where they are. */
export declare const loadedTables: (plan: LoadPlan, schemas: readonly string[]) => Map<string, Table>;
export declare const rootOf: (location: Location, { root }: KeyPlace) => Location;
/** Finds the tables themselves. */
export declare function findReal(loaded: ReadonlyMap<string, Table>): FindPlace;
