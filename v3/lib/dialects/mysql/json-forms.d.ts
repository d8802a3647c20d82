import type { Table } from '../../schema/table.ts';
import type { Session } from './session.ts';
/**
 * Finds out how documents in columns whose text the server keeps are laid out: sets `form` of those where most of a
 * sample are spaced, and gives the names of those with documents of another layout than that.
 */
export declare function readJsonForms(session: Session, tables: readonly Table[]): Promise<string[]>;
