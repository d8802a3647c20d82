import type { Load, LoadPlan } from '../dialect.ts';
import { type Session } from './session.ts';
export interface LoadContext {
    session: Session;
    schemas: readonly string[];
    serverVersion: number;
    databaseName: string;
    /** Of the server. */
    encoding: string;
}
/** Begins an import's transaction: lock, new tables, foreign keys and triggers away, rows of `clear` deleted. */
export declare function beginLoad(context: LoadContext, plan: LoadPlan): Promise<Load>;
