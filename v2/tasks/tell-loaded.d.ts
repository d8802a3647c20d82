import type { LoadResult } from '../lib/records/load-records.ts';
import type { ChangedValues } from '../lib/records/value-policies.ts';
import type { TaskContext } from '../lib/task/context.ts';
/** Everything about a load but its closing words. */
export declare function tellLoaded(context: Pick<TaskContext, 'note' | 'partial' | 'summary'>, { notes, ignored, edited, orphans, changed }: LoadResult): void;
/** What was made for the records, to end a summary's parenthesis. */
export declare const madeOf: ({ created, migrated }: Pick<LoadResult, 'created' | 'migrated'>) => string;
/** What the policy did with records that refer to none. */
export declare function tellOrphans({ partial, summary }: Pick<TaskContext, 'partial' | 'summary'>, { nulled, skipped, kept }: LoadResult['orphans']): void;
/** What the policies for values changed, by column. */
export declare function tellChanged({ summary }: Pick<TaskContext, 'summary'>, { nulStripped, nulEscaped, zeroDatesNulled }: ChangedValues): void;
/** Lists what a failed load has found, before the error itself is printed. */
export declare function withFaults<T>(context: Pick<TaskContext, 'summary' | 'result'>, sourceName: string, work: () => Promise<T>): Promise<T>;
