import type { Table } from './table.ts';
type Named = Pick<Table, 'name' | 'triggers'>;
declare const sentence: (table: Named, what: string) => string;
/**
 * What tables lack that are made in another database (Database.translate), in one voice for all engines. A reason may
 * be the source's own SQL, so no full stop follows it.
 */
export declare const translationNotes: {
    sentence: typeof sentence;
    /** `what`: `the index by_name`. */
    lost: (table: Named, what: string, reason: string) => string;
    computed: (table: Named, column: string, reason: string | undefined) => string;
    unnumbered: (table: Named, column: string, reason: string) => string;
    sequence: ({ name }: {
        name: string;
    }) => string;
    triggers: (table: Named) => string[];
};
export {};
