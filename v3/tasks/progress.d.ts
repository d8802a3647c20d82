import type { LoadOptions } from '../lib/records/load-records.ts';
import type { OnRecordProgress } from '../lib/records/progress.ts';
import type { StepHandle } from '../lib/task/context.ts';
/** Shows the rows of each table under a step, and the files of each media folder. */
export declare const onProgress: (step: StepHandle) => OnRecordProgress;
/** The same, and the migrations that make the schema. */
export declare const loadProgress: (step: StepHandle) => Pick<LoadOptions, 'onProgress' | 'onMigration'>;
