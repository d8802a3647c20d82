import type { LoadPlan } from '../dialect.ts';
import type { Session } from './session.ts';
/** TaskError 12 where a transaction does not hold for a table, or where triggers could be that the user cannot see. */
export declare function refuseTargets(session: Session, database: string, plan: LoadPlan): Promise<void>;
