import type { Session } from './session.ts';
export declare const isRowTooLarge: (error: unknown) => boolean;
/**
 * Strict InnoDB refuses some two hundred texts in a table for rows that none need ever have. Without it a row
 * that does not fit is refused when it comes.
 */
export declare function makeLenient(session: Session, sql: string): Promise<void>;
