import type { Session, TextRow } from './session.ts';
/** MySQL's catalog takes the UTF-8 of an expression for latin1, writes each byte of it as a character, and escapes quotes. */
export declare function legibleExpression(text: string): string;
/**
 * Puts into rows of information_schema.columns (`tbl`, `name`, `dflt`, `extra`, `expression`) what their question marks
 * stand for: one statement or two for each table that has any, none for the others.
 */
export declare function readQuestionMarks(session: Session, columns: ReadonlyMap<string, readonly TextRow[]>): Promise<void>;
