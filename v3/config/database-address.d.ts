import type { EngineName, TlsSettings } from '../lib/dialects/dialect.ts';
/** Where a database is, out of a URL, an object or the environment; certificates and the password may still be in files. */
export interface DatabaseAddress {
    engine: EngineName;
    host?: string;
    port?: number;
    user?: string;
    password?: string;
    passwordFile?: string;
    database?: string;
    socketPath?: string;
    filename?: string;
    schemas?: string[];
    pragmas?: Record<string, string | number | boolean>;
    tls?: {
        mode?: TlsSettings['mode'];
        ca?: string;
        cert?: string;
        key?: string;
    };
    connectTimeout?: number;
}
