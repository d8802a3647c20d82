import type { Database, Snapshot } from '../dialects/dialect.ts';
import { type DumpHead } from '../dump/format.ts';
import { TaskError } from '../errors.ts';
/** The head of a dump of everything in the snapshot: all tables but those of migration histories, in name order. */
export declare function headOf(database: Database, snapshot: Snapshot): Promise<DumpHead>;
/** An empty database is nearly always the wrong one: its settings were not loaded, or it was never migrated. */
export declare const noTables: (database: Database) => TaskError;
