import type { Socket } from 'node:net';
import type { Client } from 'pg';
export declare const socketOf: (client: Client) => Socket;
/** Ends a connection in order; one whose server does not answer is cut. */
export declare function endClient(client: Client): Promise<void>;
