import type { ConnectionSettings } from '../dialect.ts';
/** What the server or the network did to a statement, as the user's own failure; any other error as it is. */
export declare function asTaskError(error: unknown, { display }: ConnectionSettings): unknown;
/** Whether the server refused for want of a privilege, or what was made of that. */
export declare function isDenied(error: unknown): boolean;
