import type { CellLimits } from './cell-writer.ts';
import type { Session } from './session.ts';
/** `infile`: LOAD DATA LOCAL; `insert`: rows of literals, for servers that do not allow it. */
export type Transport = 'infile' | 'insert';
/** How records get into this server, and what it takes at most. */
export declare function readTransport(session: Session): Promise<{
    transport: Transport;
    limits: CellLimits;
}>;
