import type { ConnectionSettings } from '../dialects/dialect.ts';
import type { RecordSource, SourceOptions } from './record-source.ts';
/** A database as a source of records: what its dump would hold, without the dump. */
export declare function openSnapshotSource(settings: ConnectionSettings, { signal, onStatement }: SourceOptions): Promise<RecordSource>;
