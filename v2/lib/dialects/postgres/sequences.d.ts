import type { TableLoadPlan } from '../dialect.ts';
import { type Location } from './location.ts';
import type { Session } from './session.ts';
/** Sequences that belong to a column or give its default: relation, number of the column, sequence. */
export declare const numberingSequences = "\n    SELECT d.refobjid AS relation, d.refobjsubid AS number, d.objid AS sequence\n    FROM pg_catalog.pg_depend d\n    WHERE d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass\n      AND d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.deptype = 'i'\n    UNION\n    SELECT x.adrelid, x.adnum, d.refobjid\n    FROM pg_catalog.pg_attrdef x\n    JOIN pg_catalog.pg_depend d ON d.classid = 'pg_catalog.pg_attrdef'::pg_catalog.regclass AND d.objid = x.oid\n      AND d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass";
/** What setting a sequence needs to know of it. */
export interface SetSequence {
    oid: number;
    schema: string;
    name: string;
    increment: string;
    minimum: string;
    maximum: string;
    /** Whether the role may alter it. */
    owned: boolean;
}
/** Sets the sequences of loaded tables to what the source would have given next, but past the highest key at least. */
export declare function setSequences(session: Session, loads: readonly {
    plan: TableLoadPlan;
    location: Location;
}[]): Promise<void>;
export interface Wanted {
    row: SetSequence;
    next: bigint;
    /** Set there in the source, not counted. */
    isFresh: boolean;
}
/**
 * ALTER SEQUENCE is undone by a rollback, and with it a setval() that follows it: they work on a new file. A setval()
 * alone is not: only where the sequence belongs to another role.
 */
export declare function applySettings(session: Session, wanted: readonly Wanted[]): Promise<void>;
