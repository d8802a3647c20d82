import type { Session } from './session.ts';
/** A note of tables in schemas that were not asked for. Partitions and what extensions brought are no tables of their own. */
export declare function noteOtherSchemas(session: Session, schemas: readonly string[]): Promise<string[]>;
