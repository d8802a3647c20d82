import { type LogicalType, type RememberedType } from '../../schema/logical-type.ts';
/**
 * What a type means that PostgreSQL itself or a well-known extension brings, by its name as format_type writes
 * it; undefined for enums, domains, ranges and everything else that the catalog must be asked about.
 */
export declare function readNativeType(native: string): LogicalType | undefined;
export declare function arrayOf(element: LogicalType): LogicalType;
/** What the elements of an array are. */
export declare function elementOf(array: LogicalType): LogicalType;
/** What stands between the elements of an array of this type, as a byte: a comma but for types whose text has commas of its own. */
export declare function arrayDelimiter(element: string): number;
/** The type that holds a logical type from another engine without loss. */
export declare function writeNativeType(column: LogicalType): string;
/** The logical type that a column's comment remembers, if it does and the column can still hold it. */
export declare function rememberedIn(comment: string | null, stored: LogicalType): RememberedType | undefined;
