import { type Table } from '../../schema/table.ts';
/** The statements that make a table as translate() gave it, with all that keeps wrong records out. */
export declare function createStatements(table: Table): string[];
/** Those that only make it faster: made after loading, which takes half the time of keeping them up to date. */
export declare const lateStatements: (table: Table) => string[];
/** Words and numbers stand as they are; whatever else somebody made a type of must be quoted as a name. */
export declare const quotedType: (native: string) => string;
