import type { Column } from '../../schema/table.ts';
/**
 * Why the server would refuse a field of COPY (buffer[start..end), as its decoder wrote it). It finds no fault with
 * what the server takes; undefined also where only the server can tell.
 */
export type FieldCheck = (buffer: Buffer, start: number, end: number) => string | undefined;
export declare const isNullButMayNot = "is null, and the column takes no null";
export declare const noSuchTime = "is out of the range of dates and times, or no such date";
export declare const noMember = "is none of the values that the column takes";
export declare const outOfRange: (type: string) => string;
export declare const tooLong: (length: number, unit: string) => string;
/**
 * What a load leaves to the server, and a trial looks at itself so as to tell every fault of a record.
 * Undefined for columns of which this tool knows no more than the decoder does.
 */
export declare function fieldCheck(source: Pick<Column, 'type'>, target: Column): FieldCheck | undefined;
