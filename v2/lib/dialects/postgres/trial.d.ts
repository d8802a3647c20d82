import type { Findings, LoadPlan, Trial } from '../dialect.ts';
import type { LoadContext } from './load.ts';
/** Begins a transaction that is rolled back in any case. */
export declare function beginTrial(context: LoadContext, plan: LoadPlan, findings: Findings): Promise<Trial>;
