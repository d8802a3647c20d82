import type { Relation } from './catalog.ts';
import type { Session } from './session.ts';
/**
 * Finds out how documents of json columns, whose text PostgreSQL keeps, are laid out: sets `form` of the columns
 * where most of a sample are spaced, and gives the names of those with documents of another layout than that. One statement.
 */
export declare function readJsonForms(session: Session, relations: readonly Relation[]): Promise<string[]>;
