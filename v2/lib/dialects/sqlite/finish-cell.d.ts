import type { ByteWriter } from '../../canonical/byte-writer.ts';
import type { FinishCell } from './page-marks.ts';
export declare const finishFloat: FinishCell;
export declare const finishSingle: FinishCell;
/** A double, as a decimal without exponent, with so many digits after the point at least. */
export declare const decimalFinisher: (scale: number) => FinishCell;
/** A text, as a JSON string, that is not in the usual form of its column's type. */
export declare function writeTaggedText(out: ByteWriter, page: Buffer, start: number, end: number): void;
export declare const finishUuid: FinishCell;
