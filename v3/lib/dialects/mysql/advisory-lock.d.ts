import type { Session } from './session.ts';
/**
 * One per database of the server and purpose, without one that of imports; the server frees it when the connection that
 * holds it ends, however it ends.
 */
export declare function lockName(database: string, purpose?: string): string;
/** Whether the lock was got; waits that many seconds for it. */
export declare function takeLock(session: Session, database: string, seconds: number): Promise<boolean>;
/** TaskError 13 while another run holds it. */
export declare function requireLock(session: Session, database: string): Promise<void>;
export declare function releaseLock(session: Session, database: string): Promise<void>;
