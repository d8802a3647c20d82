import { type Location } from './location.ts';
import type { Session } from './session.ts';
/** Those tables that have a row of their own, in one statement. Records of tables that inherit are not the parent's. */
export declare function readOccupied<Place extends Location & {
    partitioned: boolean;
}>(session: Session, tables: readonly Place[]): Promise<Set<Place>>;
