import { type Location } from './location.ts';
import type { Session } from './session.ts';
/** A foreign key that is taken away for the load. */
export interface SuspendedKey {
    name: string;
    child: Location;
    parent: Location;
    childColumns: string[];
    parentColumns: string[];
    /** Whether all child columns take null. */
    nullable: boolean;
    /** Of each parent column whose collation is another than the child's. */
    collations: (string | null)[];
    childPlace: KeyPlace;
    parentPlace: KeyPlace;
    /** As the server writes it, NOT VALID and DEFERRABLE included. */
    definition: string;
    validated: boolean;
    enforced: boolean;
    /** MATCH FULL: null in some of its columns is an orphan too. */
    full: boolean;
    comment: string | null;
}
/** What a table at an end of a foreign key is. */
export interface KeyPlace {
    partitioned: boolean;
    /** Of a partition: the table that it is in the end a part of. */
    root: Location | null;
    /** Of a partition: which rows are its own, over bare column names. */
    condition: string | null;
}
/** A table that a load touches, or a partition of one. */
export interface Touched extends Location {
    oid: number;
    /** 0 for the table itself, 1 for its partitions and so on. */
    depth: number;
    owner: string;
    /** Whether the role is, or is a member of, the owner. */
    owned: boolean;
    partitioned: boolean;
    mayTruncate: boolean;
}
interface TriggerRow {
    relation: Touched;
    name: string;
    state: 'O' | 'R' | 'A' | 'D';
}
/** The tables with these names, and their partitions below them. */
export declare function readTouched(session: Session, locations: readonly Location[]): Promise<Touched[]>;
/** Foreign keys from and to the tables; those that partitions have from their parent go and come with it. */
export declare function readForeignKeys(session: Session, touched: readonly Touched[], version: number): Promise<SuspendedKey[]>;
/**
 * Triggers of users, parents before partitions. Before version 15 the copies on partitions count as internal:
 * they follow their parent.
 */
export declare function readTriggers(session: Session, touched: readonly Touched[]): Promise<TriggerRow[]>;
/** Foreign keys and triggers of the tables that a load touches, away inside its transaction and put back in it. */
export declare class Suspension {
    #private;
    readonly keys: readonly SuspendedKey[];
    /** The tables that are loaded or cleared, and their partitions, by oid. */
    readonly touched: readonly number[];
    constructor(session: Session, touched: readonly number[], keys: readonly SuspendedKey[], triggers: readonly TriggerRow[]);
    /** Other tables at the far end of a foreign key: dropping it locks them too. */
    get neighbours(): Location[];
    /** The tables that only their owner can change so. */
    get altered(): Location[];
    begin(): Promise<void>;
    /** @param add runs the statement that puts a key back, which checks every row unless it is NOT VALID */
    end(add: (key: SuspendedKey, sql: string) => Promise<void>): Promise<void>;
}
export {};
