import type { LogicalType } from '../../schema/logical-type.ts';
import type { ColumnDefault } from '../../schema/table.ts';
export interface CatalogDefault {
    /** COLUMN_DEFAULT: MySQL gives the bare text of a constant, MariaDB the expression with its quotes. */
    text: string | null;
    /** EXTRA. */
    extra: string;
    isMariadb: boolean;
}
/** What a column gets when an insert does not name it; undefined for none and for null. */
export declare function columnDefault(column: CatalogDefault, logical: LogicalType): ColumnDefault | undefined;
