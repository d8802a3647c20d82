import type { OtherObjects } from '../dialect.ts';
import type { SqliteConnection } from './connection.ts';
export declare function readOtherObjects(connection: SqliteConnection): Promise<OtherObjects>;
