import type { Database, LoadPlan, TableLoadPlan } from '../dialects/dialect.ts';
import type { DumpHead } from '../dump/format.ts';
import { TaskError } from '../errors.ts';
import { type Table } from '../schema/table.ts';
import type { RenamedTable } from './rename-tables.ts';
export interface PlanOptions {
    /** Make tables that the target lacks. */
    create: boolean;
    clear: boolean;
    /** Leave out what the target has no table or column for, and list it. */
    ignoreNonexistent: boolean;
}
export interface ImportPlan {
    load: LoadPlan;
    /** By the table's name in the dump. */
    byTable: ReadonlyMap<string, TableLoadPlan>;
    /** What the dump has and the target does not: tables, and columns as `table.column`. */
    ignored: string[];
    /** Why the schema does not fit, a sentence each: all of it. */
    problems: string[];
    /** Target tables that problems are about; their records cannot be tried. */
    unfit: ReadonlySet<string>;
    /** Whether tables are missing among the problems. */
    lacksTables: boolean;
    notes: string[];
}
/** Matches the source's tables with the target's, and finds everything that does not fit before anything is written. */
export declare function planImport(head: Pick<DumpHead, 'source'>, chosen: readonly RenamedTable[], existing: readonly Table[], database: Pick<Database, 'translate'>, options: PlanOptions): ImportPlan;
/** Everything that keeps the source's schema from fitting. */
export declare function schemaMismatch(display: string, { problems, lacksTables }: Pick<ImportPlan, 'problems' | 'lacksTables'>): TaskError;
/** What to do about a schema that does not fit. */
export declare const mismatchHint: (lacksTables: boolean) => string;
