import { readFileSync } from 'node:fs';
import { configError } from './config-error.js';
import { rememberSecret } from './secrets.js';
const defaultPorts = { mysql: 3306, mariadb: 3306, postgres: 5432 };
const defaultConnectTimeout = 10_000;
const readText = (file, what) => {
    try {
        return readFileSync(file, 'utf8');
    }
    catch (error) {
        const { code } = error;
        throw configError(`${what} ${file} cannot be read (${code})`, undefined, error);
    }
};
/** The first line of a file, as containers hand secrets over. */
export const readSecret = (file, what) => {
    const secret = readText(file, what).split(/\r?\n/, 1)[0];
    if (secret === '')
        throw configError(`${what} ${file} is empty`);
    rememberSecret(secret);
    return secret;
};
const tlsSettings = (tls, what) => {
    const read = (key) => tls[key] === undefined ? {} : { [key]: readText(tls[key], `${what}: the TLS file`) };
    if ((tls.cert === undefined) !== (tls.key === undefined)) {
        throw configError(`${what}: a client certificate needs both its certificate and its key`);
    }
    // Whoever names the authority wants the server checked against it.
    const mode = tls.mode ?? (tls.ca === undefined ? 'prefer' : 'verify-full');
    return { mode, ...read('ca'), ...read('cert'), ...read('key') };
};
const displayOf = (address) => {
    if (address.engine === 'sqlite')
        return `sqlite:${address.filename}`;
    const user = address.user === undefined ? '' : `${encodeURIComponent(address.user)}@`;
    const host = address.host?.includes(':') ? `[${address.host}]` : (address.host ?? '');
    const port = address.port === undefined || address.port === defaultPorts[address.engine] ? '' : `:${address.port}`;
    const socket = address.socketPath === undefined ? '' : `?socket=${address.socketPath}`;
    return `${address.engine}://${user}${host}${socket ? '' : port}/${encodeURIComponent(address.database ?? '')}${socket}`;
};
const serverSettings = (address, engine, what) => {
    if (address.database === undefined) {
        throw configError(`${what} names no database`, `write ${engine}://user@host/name`);
    }
    const password = address.passwordFile === undefined
        ? address.password
        : readSecret(address.passwordFile, `${what}: the password file`);
    return {
        ...(address.socketPath === undefined
            ? { host: address.host ?? 'localhost', port: address.port ?? defaultPorts[engine] }
            : { socketPath: address.socketPath, ...(address.port === undefined ? {} : { port: address.port }) }),
        ...(address.user === undefined ? {} : { user: address.user }),
        ...(password === undefined ? {} : { password }),
        database: address.database,
        ...(address.tls === undefined ? {} : { tls: tlsSettings(address.tls, what) }),
        ...(engine === 'postgres' ? { schemas: address.schemas ?? ['public'] } : {}),
    };
};
/**
 * An address made ready to connect: files read, defaults filled in. `name` is undefined for one that came as a URL.
 * TaskError 2 where something is missing.
 */
export const connectionSettings = (address, name) => {
    const complete = address.socketPath === undefined && address.engine !== 'sqlite'
        ? { ...address, host: address.host ?? 'localhost' }
        : address;
    const display = displayOf(complete);
    const what = name === undefined ? display : `database ${name}`;
    const common = {
        engine: address.engine,
        name: name ?? display,
        display,
        connectTimeout: address.connectTimeout ?? defaultConnectTimeout,
    };
    if (address.engine !== 'sqlite')
        return { ...common, ...serverSettings(address, address.engine, what) };
    if (address.filename === undefined)
        throw configError(`${what} names no file`, 'write sqlite:path/to/file');
    return {
        ...common,
        filename: address.filename,
        ...(address.pragmas === undefined ? {} : { pragmas: address.pragmas }),
    };
};
