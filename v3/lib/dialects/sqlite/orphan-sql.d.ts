import { type Reference } from './placed-table.ts';
/** Whether a record of the child, as `c`, refers to none. */
export declare function isOrphan(reference: Reference): string;
/**
 * As foreign keys compare: under the parent's collation, and with the parent's affinity alone, which is what the
 * plus is for (https://sqlite.org/datatype3.html, 4.2).
 */
export declare const refersTo: ({ key }: Reference) => string;
