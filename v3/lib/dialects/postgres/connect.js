import pg, {} from 'pg';
import { exitCodes, TaskError } from '../../errors.js';
import { loadKnex } from '../load-knex.js';
import { silentLog } from '../silent-log.js';
import { endClient, socketOf } from './end-client.js';
const defaultConnectTimeout = 10_000;
/** Without knex, which takes a tenth of a second to load: records need none of it. */
export async function connect(settings) {
    const attempts = tlsAttempts(settings);
    for (const [index, tls] of attempts.entries()) {
        const client = new pg.Client(clientConfig(settings, tls));
        // Whoever uses the client learns of it by what it waits for.
        client.on('error', () => { });
        try {
            await client.connect();
            return { client, tls, end: () => endClient(client) };
        }
        catch (error) {
            socketOf(client).destroy();
            if (index + 1 < attempts.length && isWorthAnAttemptWithoutTls(error))
                continue;
            throw openError(error, settings);
        }
    }
    throw new Error('no attempt to connect was made');
}
const timeoutOf = (settings) => settings.connectTimeout ?? defaultConnectTimeout;
const clientConfig = (settings, tls) => ({
    host: settings.socketPath ?? settings.host ?? 'localhost',
    port: settings.port ?? 5432,
    application_name: 'record-tasks',
    connectionTimeoutMillis: timeoutOf(settings),
    keepAlive: true,
    ssl: tls,
    ...(settings.user === undefined ? {} : { user: settings.user }),
    ...(settings.password === undefined ? {} : { password: settings.password }),
    ...(settings.database === undefined ? {} : { database: settings.database }),
});
export function makePool(settings, tls, pool) {
    return loadKnex()({
        client: 'pg',
        connection: clientConfig(settings, tls),
        // Longer than the connection's own time-out, whose error says more.
        acquireConnectionTimeout: timeoutOf(settings) + 5_000,
        pool,
        log: silentLog,
        ...(settings.schemas === undefined ? {} : { searchPath: settings.schemas }),
    });
}
/** As libpq's sslmode: `prefer` is encrypted where the server can, `require` with a CA is `verify-ca`. */
function tlsAttempts(settings) {
    if (settings.socketPath !== undefined)
        return [false];
    const tls = settings.tls ?? { mode: 'prefer' };
    const credentials = {
        ...(tls.ca === undefined ? {} : { ca: tls.ca }),
        ...(tls.cert === undefined ? {} : { cert: tls.cert }),
        ...(tls.key === undefined ? {} : { key: tls.key }),
    };
    switch (tls.mode) {
        case 'disable':
            return [false];
        case 'prefer':
            return [{ ...credentials, rejectUnauthorized: false }, false];
        case 'require':
            if (tls.ca === undefined)
                return [{ ...credentials, rejectUnauthorized: false }];
            return [withoutHostCheck(credentials)];
        case 'verify-ca':
            return [withoutHostCheck(credentials)];
        case 'verify-full':
            return [{ ...credentials, rejectUnauthorized: true }];
    }
}
const withoutHostCheck = (credentials) => ({
    ...credentials,
    rejectUnauthorized: true,
    checkServerIdentity: () => undefined,
});
const noTls = /does not support SSL|establishing an SSL connection/;
function isWorthAnAttemptWithoutTls(error) {
    const { code, message } = errorFields(error);
    return noTls.test(message) || code === '28000' || isTlsError(code);
}
const isTlsError = (code) => /^(ERR_(TLS|SSL|OSSL)|CERT_|UNABLE_TO_|SELF_SIGNED|DEPTH_ZERO|EPROTO)/.test(code);
/** The TaskError of an open that failed; names the place and never the password. */
export function openError(error, settings) {
    const { code, message } = errorFields(error);
    const place = describePlace(settings);
    const user = settings.user === undefined ? 'the user' : `user ${JSON.stringify(settings.user)}`;
    const failure = failureOf(code, message);
    const cause = Object.assign(new Error(message || code), { code: failure, cause: error });
    const options = { exitCode: exitCodes.unreachable, cause };
    if (failure === 'missing') {
        return new TaskError(`The database ${JSON.stringify(settings.database)} does not exist at ${place}.`, {
            ...options,
            hint: `Create it (createdb ${settings.database ?? ''}), or correct its name in the address.`,
        });
    }
    if (failure === 'unreachable') {
        return new TaskError(`PostgreSQL at ${place} cannot be reached: ${reachReason(code, message)}.`, {
            ...options,
            hint: 'Check that the server runs, and host and port in the address.',
        });
    }
    if (isTlsError(code) || noTls.test(message)) {
        return new TaskError(`PostgreSQL at ${place} gives no connection with the TLS asked for: ${message}.`, {
            ...options,
            hint: 'Check the TLS mode and the certificates (sslmode, sslrootcert, sslcert, sslkey).',
        });
    }
    return new TaskError(`PostgreSQL at ${place} refuses ${user}: ${denialReason(message)}.`, {
        ...options,
        hint: 'Check user and password, and what pg_hba.conf lets in.',
    });
}
function describePlace(settings) {
    if (settings.socketPath !== undefined)
        return settings.socketPath;
    return `${settings.host ?? 'localhost'}:${settings.port ?? 5432}`;
}
function failureOf(code, message) {
    if (code === '3D000')
        return 'missing';
    if (code.startsWith('28') || code === '42501')
        return 'denied';
    if (/password must be a/.test(message) || isTlsError(code) || noTls.test(message))
        return 'denied';
    return 'unreachable';
}
const denialReason = (message) => /password must be a/.test(message) ? 'it asks for a password and none was given' : message;
function reachReason(code, message) {
    switch (code) {
        case 'ECONNREFUSED':
            return 'nothing listens there';
        case 'ENOTFOUND':
        case 'EAI_AGAIN':
            return 'the host name cannot be resolved';
        case 'ETIMEDOUT':
            return 'it does not answer in time';
        case 'ENOENT':
            return 'there is no socket';
    }
    return message === 'timeout expired' ? 'it does not answer in time' : message || code;
}
function errorFields(error) {
    const { code, message } = error;
    return { code: typeof code === 'string' ? code : '', message: String(message ?? '') };
}
