import type { Session } from './session.ts';
export interface BuildPlace {
    display: string;
    databaseName: string;
    schemas: readonly string[];
}
/** Takes the lock and leaves the mark. */
export declare function beginBuild(session: Session, place: BuildPlace): Promise<void>;
export declare function finishBuild(session: Session, place: BuildPlace): Promise<void>;
/** On a fresh connection, as soon as the one that built has let go of the lock. */
export declare function undoBuild(session: Session, { databaseName, schemas }: BuildPlace): Promise<void>;
/** Whether a killed run had begun to make the database. Then it is empty again. */
export declare function recoverBuild(session: Session, place: BuildPlace): Promise<boolean>;
