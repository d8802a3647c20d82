import type { Column } from '../../schema/table.ts';
import { ServerError } from './wire-statement.ts';
/** What a server says of a row that it does not take: an error, or a warning of LOAD DATA, which goes on after it. */
export interface ServerRefusal {
    errno: number;
    message: string;
}
export declare const isAboutARow: (error: unknown) => error is ServerError;
/** Number of the row in its statement, from 1, where the server says it. */
export declare function rowIn({ message }: ServerRefusal): number | undefined;
export declare const columnIn: ({ message }: ServerRefusal) => string | undefined;
/**
 * The server's sentence, made to follow table, key, column and value. The same whether it came from LOAD DATA, from
 * INSERT or from INSERT IGNORE, whose numbers differ.
 */
export declare function reasonOf(refusal: ServerRefusal, columns: readonly Column[]): string;
