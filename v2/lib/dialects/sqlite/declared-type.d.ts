import type { LogicalType } from '../../schema/logical-type.ts';
/** The logical type of a declared one. SQLite takes any words for a type, so this goes by what people write. */
export declare function logicalTypeOf(declared: string): LogicalType;
/** The declared type that loses nothing of a logical one; where it says less, a comment says the rest. */
export declare function declaredTypeFor(type: LogicalType): string;
