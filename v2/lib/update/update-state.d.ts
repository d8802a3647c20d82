import type { ConnectionSettings } from '../dialects/dialect.ts';
import type { SchemaHistory } from '../dump/format.ts';
import type { AppliedMigration } from '../migrations/migration-history.ts';
import type { Store } from '../store/store.ts';
import type { SchemaState } from './schema-state.ts';
export declare const stateFormat = "record-update";
export declare const stateVersion = 1;
/**
 * What the last update of a database did and what is needed to go back from it. It lies beside the backups: in the
 * database it would not outlive a rollback, which empties it (docs/decisions/0010-update-state.md).
 */
export interface UpdateState {
    format: typeof stateFormat;
    version: number;
    /** When the run began; UTC, to the second. One that goes on with another's work keeps that one's. */
    run: string;
    /** Its address without the password. */
    database: string;
    /** `record-tasks 1.0.0` */
    tool: string;
    phase: 'running' | 'failed' | 'done' | 'rolling back' | 'rolled back';
    /** The schema as it was before. */
    before: SchemaState;
    /** And after, when it is done. */
    after?: SchemaHistory | null;
    /** Id of the backup of what was there before. */
    backup?: string;
    /** No backup was wanted. */
    skippedBackup?: true;
    /** Knex's history before, as it must be again. */
    applied: AppliedMigration[];
    /** Of the migrations in it, by name: the SHA-256 of its file. */
    files: Record<string, string>;
    /** The one that was begun last, from 1. */
    step?: {
        position: number;
        of: number;
        title: string;
        began: string;
    };
    /** The one that was begun last and is not known to have ended. */
    migration?: {
        name: string;
        isAtomic: boolean;
    };
    /** Why it stopped. */
    error?: string;
    rollback?: {
        way: RollbackWay;
        step: RollbackStep;
        safetyId?: string | undefined;
    };
}
/**
 * records: the schema is as it was, and the records alone are replaced, in one transaction. schema: the database is
 * emptied, migrated to the version that it had, and loaded. empty: it was empty, and is emptied.
 */
export type RollbackWay = 'records' | 'schema' | 'empty';
/** In their order; up to `safety` the database is as it was. */
export type RollbackStep = 'check' | 'safety' | 'records' | 'empty' | 'migrate' | 'load' | 'compare' | 'media';
/** Where the state of a database's updates lies. */
export interface StatePlace {
    store: Store;
    /** Of the backups. */
    name: string;
    settings: ConnectionSettings;
}
/** Undefined where no update was made. TaskError 10 where what is there is none. */
export declare function readUpdateState(place: StatePlace): Promise<UpdateState | undefined>;
/** Under the lock of the database. A store writes a file whole or not at all: the newest number counts. */
export declare function writeUpdateState(place: StatePlace, state: UpdateState): Promise<void>;
