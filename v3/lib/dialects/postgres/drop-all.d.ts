import type { Session } from './session.ts';
/**
 * In one transaction, which takes the lock of imports. What stays: the schemas with their privileges, extensions and
 * their members, everything of other schemas. TaskError 1 where something of another schema hangs on what would go.
 */
export declare function dropAll(session: Session, databaseName: string, schemas: readonly string[]): Promise<void>;
/** What dropAll() would drop, but for the mark of a build. */
export declare function droppable(session: Session, schemas: readonly string[]): Promise<string[]>;
