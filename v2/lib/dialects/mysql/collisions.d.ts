import type { Table } from '../../schema/table.ts';
import { type Collision } from '../dialect.ts';
import type { Session } from './session.ts';
import type { UniqueKey } from './uniques.ts';
/** Whether the rows of `place` can have these keys, as the server itself sees it; where they can, they have them. */
export declare function takesKeys(session: Session, place: string, uniques: readonly UniqueKey[], others: readonly (readonly string[])[]): Promise<boolean>;
/** Of each group of equal records all but the first in key order; undefined where there are none. */
export declare function findCollisions(session: Session, table: Table, place: string, unique: UniqueKey): Promise<Collision | undefined>;
