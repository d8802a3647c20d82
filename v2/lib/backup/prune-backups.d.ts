import type { KeepConfig } from '../../config/define-config.ts';
import type { Store } from '../store/store.ts';
export interface PruneOptions {
    store: Store;
    name: string;
    keep: KeepConfig;
    timezone?: string | undefined;
    /** Only tell. */
    dry?: boolean;
    now?: Date;
    signal?: AbortSignal | undefined;
}
export interface PruneResult {
    /** Newest first. */
    verdicts: {
        id: string;
        size: number;
        keep: boolean;
        reasons: string[];
    }[];
    /** Bytes of those that go. */
    freed: number;
}
/** Removes the backups of a name that no rule keeps. TaskError 13 while another run is at work on them. */
export declare function pruneBackups(options: PruneOptions): Promise<PruneResult>;
/** For who holds the lock already. */
export declare const pruneLocked: (options: PruneOptions) => Promise<PruneResult>;
