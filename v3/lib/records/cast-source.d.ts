import type { Database } from '../dialects/dialect.ts';
import type { Table } from '../schema/table.ts';
import type { Casts } from './cast-rules.ts';
import type { RecordSource } from './record-source.ts';
import { type Renames } from './rename-tables.ts';
export interface CastSourceOptions {
    casts: Casts;
    rename: Renames;
    /** The tables that the values are to be like, under the names after the renames. */
    existing: readonly Table[];
    database: Pick<Database, 'engine' | 'capabilities' | 'translate'>;
}
/** A source with its values as an import into those tables would have turned them. */
export declare function castSource(source: RecordSource, options: CastSourceOptions): RecordSource;
