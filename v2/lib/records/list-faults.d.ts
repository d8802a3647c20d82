import type { ConnectionSettings } from '../dialects/dialect.ts';
import type { LoadOptions } from './load-records.ts';
import type { SourceAddress } from './record-source.ts';
/**
 * A load that failed, as FaultyRecords that lists up to `maxErrors` of what the target refuses: the source is read
 * again, and tried. What has another cause stays as it is.
 */
export declare function listFaults(error: unknown, source: SourceAddress, database: ConnectionSettings, options: LoadOptions & {
    edited?: boolean;
}): Promise<unknown>;
