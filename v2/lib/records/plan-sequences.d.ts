import type { Database, SequenceLoadPlan } from '../dialects/dialect.ts';
import type { Sequence } from '../schema/sequence.ts';
import type { PlanOptions } from './plan-import.ts';
import type { Selection } from './select-tables.ts';
export interface SequencesPlan {
    loads: SequenceLoadPlan[];
    ignored: string[];
    problems: string[];
    notes: string[];
}
type Named = Pick<Sequence, 'name'>;
/** Sequences go with a whole database: selections name tables. */
export declare const takesSequences: ({ include }: Selection) => boolean;
export declare const noteLeftOut: (sequences: readonly Named[]) => string;
/** Matches the source's sequences with the target's by name. */
export declare function planSequences(sources: readonly Sequence[], database: Pick<Database, 'capabilities' | 'sequences' | 'settings'>, options: PlanOptions & Selection): Promise<SequencesPlan>;
export {};
