import type { Config } from '../config/config.ts';
import type { DatabaseLock } from '../lib/dialects/dialect.ts';
import type { MigrationEvent } from '../lib/migrations/run-migrations.ts';
import type { Step, StepHandle, TaskContext } from '../lib/task/context.ts';
export interface MigrationChoice {
    database: string | undefined;
    to?: string | undefined;
}
/** What a task that holds the lock already wants to know of a migration. */
export interface Migrating {
    lock: DatabaseLock;
    onMigration(event: MigrationEvent): Promise<void>;
}
/** Brings the schema up to date: with the knex migrations of the configuration, or another framework's command. */
export declare function migrationStep(context: TaskContext, choice: MigrationChoice): Step;
/** The lock must be held. */
export declare function runMigrations(context: TaskContext, choice: MigrationChoice, step: StepHandle, { lock, onMigration }: Pick<Migrating, 'lock'> & Partial<Migrating>): Promise<void>;
/** Every migration with its state. */
export declare function listStep(context: TaskContext, choice: MigrationChoice): Step;
/** Undoes the last batch of knex migrations. */
export declare function downStep(context: TaskContext, choice: MigrationChoice): Step;
/** What `migrate` would do, for --dry. */
export declare function plannedMigrations(context: TaskContext, choice: MigrationChoice): Promise<string>;
/** Fills a database that the migrations have just made; one that holds a single row is left alone. */
export declare function runSeeds(context: TaskContext, choice: MigrationChoice, step: StepHandle): Promise<void>;
export declare function configured(config: Config): NonNullable<Config['migrations']>;
