import type { LogicalType } from '../schema/logical-type.ts';
import { type CellWriter } from './cast-cell.ts';
import { type NumberWriting } from './cast-number.ts';
/** Between integers and what else keeps one: a boolean that counts, decimals without a fraction, texts. */
export declare function integerWriter(source: LogicalType, target: LogicalType, writing: NumberWriting): CellWriter;
/** Between booleans and the numbers 1 and 0. */
export declare function booleanWriter(source: LogicalType, target: LogicalType, writing: NumberWriting): CellWriter;
/** Between decimals and numbers of other kinds, digit for digit. */
export declare function decimalWriter(source: LogicalType, target: LogicalType, writing: NumberWriting): CellWriter;
/** A document of a text. The white space between its parts is not kept. */
export declare const writeDocumentOfText: CellWriter;
/** The text of a document. */
export declare const writeTextOfDocument: CellWriter;
/** The text of any value. */
export declare function textWriter(source: LogicalType): CellWriter;
export declare const writeTaggedText: CellWriter;
/** The value of a column that a text says. */
export declare function valueOfTextWriter(target: LogicalType): CellWriter;
