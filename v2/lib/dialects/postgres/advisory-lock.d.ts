import type { Session } from './session.ts';
/** The lock of imports. Ends with its transaction, however that ends. TaskError 13 while another run holds it. */
export declare function takeLock(session: Session, databaseName: string): Promise<void>;
/** The same until unlock() or the end of the session; its transactions may take it again. */
export declare function takeSessionLock(session: Session, databaseName: string): Promise<void>;
export declare const unlockSql: string;
