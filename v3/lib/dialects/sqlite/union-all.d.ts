/** Any number of SELECTs as one statement. Columns are named as in the first. */
export declare function unionAll(selects: readonly string[]): string;
