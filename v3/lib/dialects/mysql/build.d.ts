import type { Session } from './session.ts';
/** Takes the lock and leaves the mark. */
export declare function beginBuild(session: Session, database: string): Promise<void>;
export declare function finishBuild(session: Session, database: string): Promise<void>;
/** On a fresh connection: the one that built may be gone. */
export declare function undoBuild(session: Session, database: string): Promise<void>;
/** Whether a killed run had begun to make the database. Then it is empty again. */
export declare function recoverBuild(session: Session, database: string): Promise<boolean>;
