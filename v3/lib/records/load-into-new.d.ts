import type { Database } from '../dialects/dialect.ts';
import { type VersionProblem } from '../versions/version-problem.ts';
import type { KnexMigrations, LoadOptions, LoadResult } from './load-records.ts';
import type { RecordSource } from './record-source.ts';
/** How an empty database gets the schema that a source's records belong into. */
export interface OwnSchema {
    migrations: KnexMigrations;
    /** Migrations that the source has been through, in the order in which they run. */
    before: readonly string[];
    /** Those that come after its records are in. */
    after: readonly string[];
}
/**
 * The application's own way to make the schema: for an empty database, with `create`, where its knex migrations are
 * known and the source has a history. `problem`: that history is not this application's, or is ahead of it.
 */
export declare function ownSchema(database: Pick<Database, 'tables'>, { name, head: { schema } }: Pick<RecordSource, 'name' | 'head'>, { create, ignoreVersion, migrations, staysAtVersion }: LoadOptions): Promise<OwnSchema | {
    problem: VersionProblem;
} | undefined>;
/**
 * Migrates an empty database to the source's version, loads its records with `load`, and migrates on, so that
 * migrations that change records see them. What the first migrations filled in gives way to the source's records.
 * Whatever goes wrong, the database is empty again.
 */
export declare function loadIntoNew(database: Database, schema: OwnSchema, options: LoadOptions, load: (database: Database, options: LoadOptions) => Promise<LoadResult>): Promise<LoadResult>;
/** For those who only look. */
export declare const wouldBeMade: ({ before, after }: OwnSchema) => string;
