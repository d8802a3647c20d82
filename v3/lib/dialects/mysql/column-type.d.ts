import type { LogicalType } from '../../schema/logical-type.ts';
/** A native type's parts: `decimal(10,2) unsigned` is decimal, [10, 2], unsigned; `point srid 4326` is point. */
export interface NativeType {
    base: string;
    /** Numbers in the brackets; of enum and set none. */
    numbers: number[];
    /** Of enum and set. */
    members: string[];
    unsigned: boolean;
}
export declare function parseNative(native: string): NativeType;
/** Of each integer type. */
export declare const integerBits: Record<string, 8 | 16 | 24 | 32 | 64>;
export declare const geometryTypes: ReadonlySet<string>;
/** What a native type means where no column comment says otherwise. */
export declare function logicalType(native: string): LogicalType;
