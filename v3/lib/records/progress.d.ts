/** How far a table has come; told about once a megabyte, and when it is finished. */
export interface RecordProgress {
    table: string;
    rows: number;
    /** An estimate; undefined where nobody knows. */
    total: number | undefined;
    finished: boolean;
    /** What is counted in `rows`, where it is something else. */
    unit?: string;
}
export type OnRecordProgress = (progress: RecordProgress) => void;
