import type { ByteWriter } from '../../canonical/byte-writer.ts';
import type { Column } from '../../schema/table.ts';
import { type Affinity } from './affinity.ts';
import { type Span } from './encode-cell.ts';
/** From here on a cell is bound by itself: in an array SQLite would hold it six times over. */
export declare const longCellBytes = 1000000;
/**
 * The bytes that a long cell is bound as, in its own memory or in `out`, which is empty; undefined where it must go the
 * way of short ones, which may refuse it.
 */
export type BindCell = (cell: Span, out: ByteWriter) => Buffer | undefined;
/** undefined for columns that have no long cells, or where SQLite would have to look at them. */
export declare function longCellBinder(source: Column, target: Column, affinity: Affinity): BindCell | undefined;
