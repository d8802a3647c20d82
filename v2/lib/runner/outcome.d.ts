/** What a task has told while it ran. */
export interface Outcome {
    readonly values: Record<string, unknown>;
    readonly printed: string[];
    readonly summary: string[];
    /** What was left out; not empty: exit code 3. */
    readonly partial: string[];
}
export declare const outcome: () => Outcome;
