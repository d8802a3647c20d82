import type { Database, LoadOutcome, OrphanPolicy } from '../dialects/dialect.ts';
import { TaskError } from '../errors.ts';
import type { MigrationEvent } from '../migrations/migrate.ts';
import type { VersionProblem } from '../versions/version-problem.ts';
import type { Casts } from './cast-rules.ts';
import { type TableMapping } from './map-table.ts';
import { type ImportPlan } from './plan-import.ts';
import type { OnRecordProgress } from './progress.ts';
import type { RecordSource } from './record-source.ts';
import { type Renames } from './rename-tables.ts';
import { type Selection } from './select-tables.ts';
import { type ChangedValues, type ValuePolicies } from './value-policies.ts';
/** How records go into a database, wherever they come from. */
export interface LoadOptions extends Selection, ValuePolicies {
    /** Empty the tables first; without it a table with rows is an error. */
    clear?: boolean;
    /** Make the tables that are missing. */
    create?: boolean;
    ignoreNonexistent?: boolean;
    /** Let the shape of the tables alone decide, whatever migrations source and target have been through. */
    ignoreVersion?: boolean | undefined;
    /** The application's own knex migrations: an empty database gets its schema from them, with `create`. */
    migrations?: KnexMigrations | undefined;
    /** An empty database that gets its schema from migrations stays at the source's version. */
    staysAtVersion?: boolean | undefined;
    /** New names for the source's tables and columns. Selections go by the source's names. */
    rename?: Renames | undefined;
    /** What columns of the source hold other than their types say, by the source's names. */
    casts?: Casts | undefined;
    /** What becomes of records that refer to none. */
    onOrphan?: OrphanPolicy | undefined;
    /** After a failure, list so many of the values that are refused rather than the first alone; reads the source again. */
    maxErrors?: number | undefined;
    /** Check everything that can be checked without writing, and stop. */
    dry?: boolean;
    signal?: AbortSignal | undefined;
    onProgress?: OnRecordProgress | undefined;
    onMigration?: ((event: MigrationEvent) => void) | undefined;
    onStatement?: ((sql: string) => void) | undefined;
}
export interface KnexMigrations {
    /** Absolute. */
    directory: string;
    /** `knex_migrations` by default. */
    table?: string | undefined;
}
export interface LoadResult {
    engine: string;
    tables: number;
    rows: number;
    created: string[];
    /** Migrations that made the schema of an empty database, before and after its records came in. */
    migrated: string[];
    /** Tables, columns as `table.column`, and sequences that the target does not have. */
    ignored: string[];
    /** Tables whose records are not those that were exported. */
    edited: string[];
    /** Records that referred to none, and what became of them. */
    orphans: LoadOutcome;
    /** Values that the policies changed. */
    changed: ChangedValues;
    notes: string[];
}
/** An import's plan, with what becomes of values on their way. */
export interface LoadPlanning extends ImportPlan {
    /** Why the source's schema version keeps it from the target. */
    version: VersionProblem | undefined;
    /** By the source table's name; none for a table whose values go as they are. */
    mappings: ReadonlyMap<string, TableMapping>;
    /** Counted while records are mapped. */
    changed: ChangedValues;
}
/**
 * Loads all of a source in one transaction, or leaves the database as it was. An empty one may be made by the
 * application's migrations: load-into-new.ts.
 */
export declare function loadRecords(database: Database, source: RecordSource, options: LoadOptions): Promise<LoadResult>;
/**
 * How the source's tables go into the target's, with everything that does not fit. Where the target's tables are to be
 * made by migrations, they are taken to be like the source's.
 */
export declare function planLoad(database: Database, source: RecordSource, options: LoadOptions, isMadeByMigrations?: boolean): Promise<LoadPlanning>;
export declare const versionMismatch: ({ message, hint }: VersionProblem) => TaskError;
/** Of the tables that were there before, those with records. */
export declare function occupiedTargets(database: Database, plan: ImportPlan): Promise<string[]>;
