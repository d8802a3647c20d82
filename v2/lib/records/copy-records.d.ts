import type { ConnectionSettings } from '../dialects/dialect.ts';
import { type LoadOptions, type LoadResult } from './load-records.ts';
export interface CopyOptions extends LoadOptions {
    from: ConnectionSettings;
    to: ConnectionSettings;
    onStatement?: ((sql: string) => void) | undefined;
}
/**
 * Export and import in one, with no file between: one snapshot of the source, one transaction of the target, which
 * afterwards holds all of it or is as it was.
 */
export declare function copyRecords(options: CopyOptions): Promise<LoadResult>;
