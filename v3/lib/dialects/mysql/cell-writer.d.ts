import { ByteWriter } from '../../canonical/byte-writer.ts';
import { type ValueKind } from '../../canonical/record-scanner.ts';
import type { Column } from '../../schema/table.ts';
import type { Flavor } from './flavor.ts';
/** Appends a cell's text, escaped (literal-text.ts). Never called for null. Throws Refusal. */
export type CellWriter = (out: ByteWriter, cell: Cell) => void;
export interface Cell {
    bytes: Buffer;
    start: number;
    end: number;
    kind: ValueKind;
}
/** How the server gets from a cell's text to the column's value. */
export interface CellShape {
    write: CellWriter;
    /** SQL around the text, where the text alone is not the value. */
    wrap?: {
        before: string;
        after: string;
    };
    /** Needs quotes as a literal. */
    quoted: boolean;
}
export interface CellLimits {
    flavor: Flavor;
    /** The server's max_allowed_packet: the longest result of a function, and the longest literal. */
    maxPacket: number;
}
export declare function cellShape(target: Column, source: Column, limits: CellLimits): CellShape;
/** Why a cell that is not what its column says is refused, in the words of what it is; undefined for others. */
export declare function taggedReason({ bytes, start, end, kind }: Cell, native: string): string | undefined;
export declare const packetReason: (length: number, maxPacket: number) => string;
