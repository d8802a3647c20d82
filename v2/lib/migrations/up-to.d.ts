import { type MigrationFile } from './migration-files.ts';
import type { MigrationHistory } from './migration-history.ts';
/** The pending migrations up to and with `version`. TaskError 2 where it is unknown, ambiguous or behind. */
export declare function upTo(version: string, history: MigrationHistory): MigrationFile[];
