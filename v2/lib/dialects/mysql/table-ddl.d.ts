import type { Table } from '../../schema/table.ts';
import type { Flavor } from './flavor.ts';
/** The statements that make a table as translate() gave it; `comment` marks it while its import lasts. */
export declare function tableStatements(table: Table, flavor: Flavor, comment?: string): string[];
