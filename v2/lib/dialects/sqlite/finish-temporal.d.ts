import type { Column } from '../../schema/table.ts';
import type { FinishCell } from './page-marks.ts';
/** Texts of a temporal column, as JSON strings: canonical where they are in the column's form, else tagged. */
export declare function temporalFinisher(column: Column): FinishCell;
