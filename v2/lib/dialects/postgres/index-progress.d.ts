import type { ConnectionSettings } from '../dialect.ts';
import { type Connection } from './connect.ts';
import type { Session } from './session.ts';
/**
 * Looks every second how far the session is with the index that it makes, from another connection, which a build of
 * less than that never needs. Gives what ends it.
 */
export declare function watchIndexBuild(session: Session, settings: ConnectionSettings, tls: Connection['tls'], onProgress: (share: number) => void): Promise<() => Promise<void>>;
