import type { LogicalType } from '../../schema/logical-type.ts';
import type { ColumnDefault } from '../../schema/table.ts';
/** A column default, from pg_get_expr; undefined where it is null. */
export declare function readDefault(expression: string, column: LogicalType): ColumnDefault | undefined;
/** The default in PostgreSQL's SQL; undefined where a column of this type cannot have it. */
export declare function writeDefault(value: ColumnDefault, column: LogicalType): string | undefined;
