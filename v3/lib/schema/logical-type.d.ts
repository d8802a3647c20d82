import type { Column } from './table.ts';
/** What makes up a logical type, in an order that never changes. */
export declare const logicalProperties: ["type", "bits", "unsigned", "precision", "scale", "length", "fixed", "values", "element", "byValue"];
/** What a column's values are, without its name, keys and defaults. */
export type LogicalType = Pick<Column, (typeof logicalProperties)[number]>;
/** The logical type of a column and nothing else, its properties in an order that never changes. */
export declare const logicalOf: (column: LogicalType) => LogicalType;
/** What a comment remembers: the type, and how SQLite writes the moments of the column. Documents show that themselves. */
export type RememberedType = LogicalType & Pick<Column, 'form'>;
/**
 * The comment by which a column that is read as `found` is known to mean `meant` (docs/dump-format.md, "Types that
 * an engine lacks"); undefined where it needs none.
 */
export declare function typeComment(found: LogicalType, meant: RememberedType): string | undefined;
/** What a comment remembers; undefined for somebody's own comment. */
export declare function rememberedType(comment: string): RememberedType | undefined;
