export type Affinity = 'integer' | 'text' | 'blob' | 'real' | 'numeric';
/** What SQLite does to a value on its way into a column (https://sqlite.org/datatype3.html, 3.1). */
export declare function affinityOf(declared: string): Affinity;
/** As affinityOf; ANY means none in a STRICT table, and a number elsewhere (https://sqlite.org/stricttables.html). */
export declare const affinityIn: ({ options }: {
    options?: string;
}, declared: string) => Affinity;
