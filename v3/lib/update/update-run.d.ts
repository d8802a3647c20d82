import type { ConnectionSettings, DatabaseLock } from '../dialects/dialect.ts';
import type { SchemaHistory } from '../dump/format.ts';
import type { MigrationEvent } from '../migrations/run-migrations.ts';
import type { Store } from '../store/store.ts';
import { type UpdateState } from './update-state.ts';
/** Knex migrations; none where another framework's command migrates. */
export interface KnexDirectory {
    /** Absolute. */
    directory: string;
    table?: string | undefined;
}
export interface UpdateOptions {
    settings: ConnectionSettings;
    /** Of the backups, and where they lie. */
    name: string;
    store: Store;
    migrations: KnexDirectory | undefined;
    /** In their order. */
    titles: readonly string[];
    skipBackup?: boolean;
    signal?: AbortSignal | undefined;
    onNote?: ((note: string) => void) | undefined;
    /** The run is over, however it ended. */
    onEnd?: (() => Promise<void>) | undefined;
    /** What an error of a step that is no TaskError says to the user. */
    describe?: ((error: unknown) => {
        message: string;
        hint?: string | undefined;
    }) | undefined;
}
/** What became of the update before this one. */
export interface EarlierUpdate {
    state: UpdateState;
    /** One that did not come to its end: this run goes on with it, or the schema is untouched and it begins anew. */
    unfinished?: 'goes on' | 'begins anew';
}
/**
 * One update of a database, which no other run updates at the same time. What it is about to do is written down
 * before it is done, so that a kill at any moment leaves the next run with the truth.
 */
export declare class UpdateRun {
    #private;
    readonly lock: DatabaseLock;
    readonly earlier: EarlierUpdate | undefined;
    /** When it began, there was no table: nothing that could be backed up. */
    readonly isEmpty: boolean;
    private constructor();
    /** TaskError 13 while another run updates or migrates this database; TaskError 1 where a rollback was stopped. */
    static begin(options: UpdateOptions): Promise<UpdateRun>;
    get state(): Readonly<UpdateState>;
    /** The step at this place, from 0. Where it fails, the update ends, and the error says where and what to do. */
    step<Result>(index: number, work: () => Promise<Result>): Promise<Result>;
    /** A backup was made. The first of a run is what --rollback brings back. */
    backedUp(id: string): Promise<void>;
    /** Before each migration and after it. */
    onMigration({ name, state, isOutsideTransaction }: MigrationEvent): Promise<void>;
    /** Another framework's command is about to migrate, of which nobody knows what it does in one. */
    onCommand(command: string): Promise<void>;
    /** It has ended, and well. */
    migrated(): Promise<void>;
    /** Everything is done. */
    finish(): Promise<{
        before: SchemaHistory | null;
        after: SchemaHistory | null;
    }>;
}
/** What is known of an update that is over or was stopped, in a sentence. */
export declare function describeEarlier({ state, unfinished }: EarlierUpdate): string | undefined;
