import type { Database } from '../dialects/dialect.ts';
import type { Table } from '../schema/table.ts';
import { type VersionProblem } from '../versions/version-problem.ts';
import type { LoadOptions } from './load-records.ts';
import type { RecordSource } from './record-source.ts';
export interface VersionJudgement {
    /** Why the source does not belong into the target. */
    problem?: VersionProblem;
    notes: string[];
}
/**
 * Whether source and target are of the same version of the application. Of a target without tables, or where one side
 * has no history, the shape of the tables alone decides.
 */
export declare function judgeVersion(database: Pick<Database, 'rows' | 'settings'>, source: Pick<RecordSource, 'name' | 'head'>, existing: readonly Table[], { ignoreVersion, migrations }: Pick<LoadOptions, 'ignoreVersion' | 'migrations'>): Promise<VersionJudgement>;
