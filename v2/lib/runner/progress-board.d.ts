import type { Progress } from '../task/context.ts';
interface Item {
    name: string;
    unit: string;
    done: number;
    total: number | undefined;
    startedAt: number;
    updatedAt: number;
}
/** `part: 120,000 of about 400,000 rows, 51,000 rows/s, 5 s left`. A total that was reached is no longer believed. */
export declare const activeText: (item: Item) => string;
export declare const finishedText: (item: Item) => string;
/** What is known of the items of one step. Updating costs the same with two items and with two thousand. */
export interface ProgressBoard {
    /** The item, when this update finished it. */
    update(progress: Progress, now: number): {
        item: Item;
        finished: boolean;
    };
    readonly finished: number;
    readonly finishedDone: number;
    readonly active: readonly Item[];
    readonly unit: string;
    /** At most `height` lines of at most `width` characters: the rest folded into one, the last finished, the active. */
    lines(height: number, width: number): string[];
}
export declare const progressBoard: () => ProgressBoard;
export {};
