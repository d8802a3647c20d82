import type { LogicalType } from '../schema/logical-type.ts';
import { type CellWriter } from './cast-cell.ts';
/** Between UUIDs and their digits, with hyphens or, in a column of 32 characters, without, or their 16 bytes. */
export declare function uuidWriter(source: LogicalType, target: LogicalType, { isUpper, isTagged }: {
    isUpper: boolean;
    isTagged: boolean;
}): CellWriter;
