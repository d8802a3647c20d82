import type { Session } from './session.ts';
/** Of tables that keep what their rows were. */
export declare function historyNotes(session: Session): Promise<string[]>;
export declare const layoutNotes: (columns: readonly string[]) => string[];
