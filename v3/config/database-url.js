import { resolve } from 'node:path';
import { suggest } from '../lib/suggest.js';
import { configError } from './config-error.js';
import { rememberSecret } from './secrets.js';
import { sqlitePragmas } from './sqlite-pragmas.js';
import { tlsMode, tlsModes } from './tls-mode.js';
const engines = {
    sqlite: 'sqlite',
    mysql: 'mysql',
    mariadb: 'mariadb',
    postgres: 'postgres',
    postgresql: 'postgres',
};
const forms = 'sqlite:path/to/file, mysql://user@host/name, mariadb://user@host/name, postgres://user@host/name';
/** Whether a text is a database URL rather than a name. */
export const isDatabaseUrl = (text) => /^[a-z][a-z0-9+.-]*:/i.test(text);
const tlsFile = (key) => (address, value, base) => {
    address.tls = { ...address.tls, [key]: resolve(base, value) };
};
const mode = (address, value) => {
    const known = tlsMode(value);
    if (known === undefined)
        throw configError(`got the TLS mode "${value}", which is one of ${tlsModes.join(', ')}`);
    address.tls = { ...address.tls, mode: known };
};
const socket = (address, value, base) => {
    address.socketPath = resolve(base, value);
};
const schemas = (address, value) => {
    address.schemas = value
        .split(',')
        .map((name) => name.trim())
        .filter(Boolean);
};
const timeout = (address, value) => {
    const seconds = Number(value);
    if (!(seconds > 0))
        throw configError(`got connect_timeout=${value}, which is a number of seconds`);
    address.connectTimeout = seconds * 1000;
};
const common = {
    tls: mode,
    sslmode: mode,
    'ssl-mode': mode,
    socket,
    connect_timeout: timeout,
    password_file: (address, value, base) => {
        address.passwordFile = resolve(base, value);
    },
};
const serverOptions = {
    postgres: {
        ...common,
        sslrootcert: tlsFile('ca'),
        sslcert: tlsFile('cert'),
        sslkey: tlsFile('key'),
        schema: schemas,
        schemas,
        host: (address, value, base) => {
            if (value.startsWith('/'))
                socket(address, value, base);
            else
                address.host = value;
        },
    },
    mysql: {
        ...common,
        'ssl-ca': tlsFile('ca'),
        'ssl-cert': tlsFile('cert'),
        'ssl-key': tlsFile('key'),
        charset: utf8mb4,
    },
    mariadb: {
        ...common,
        'ssl-ca': tlsFile('ca'),
        'ssl-cert': tlsFile('cert'),
        'ssl-key': tlsFile('key'),
        charset: utf8mb4,
    },
};
/** Frameworks write it into their URLs; it is what is spoken anyway. */
function utf8mb4(_address, value) {
    if (value.toLowerCase() !== 'utf8mb4')
        throw configError(`got charset=${value}, and only utf8mb4 holds every text`);
}
const decode = (text, what) => {
    try {
        return decodeURIComponent(text);
    }
    catch {
        throw configError(`its ${what} has a % that is not followed by two hexadecimal digits`, 'write % as %25');
    }
};
const encodeHint = 'in a user or password write / as %2F, ? as %3F, # as %23, @ as %40, : as %3A, % as %25';
const unknownOption = (name, known) => {
    const near = suggest(name, known);
    return configError(`has the unknown option "${name}"${near === undefined ? '' : ` (did you mean "${near}"?)`}`, `the options are: ${known.join(', ')}`);
};
const pairs = (query) => query
    .split('&')
    .filter(Boolean)
    .map((pair) => {
    const equals = pair.indexOf('=');
    const name = decode(equals < 0 ? pair : pair.slice(0, equals), 'options');
    const value = equals < 0 ? '' : decode(pair.slice(equals + 1), `option ${name}`);
    if (value === '')
        throw configError(`has the option "${name}" without a value`);
    return [name, value];
});
const sqliteAddress = (rest, query, base) => {
    const path = decode(rest, 'path');
    if (path === '')
        throw configError('names no file', 'write sqlite:path/to/file');
    if (path === ':memory:' || query.includes('mode=memory')) {
        throw configError('is an in-memory database, which is empty and ends with the process that made it', 'write sqlite:path/to/file');
    }
    if (/^\/\/[^/]/.test(path)) {
        throw configError('has two slashes', `write sqlite:${path.slice(2)} for a relative path, sqlite:///${path.slice(2)} for an absolute one`);
    }
    const pragmas = {};
    for (const [name, value] of pairs(query)) {
        if (!sqlitePragmas.includes(name))
            throw unknownOption(name, sqlitePragmas);
        pragmas[name] = value;
    }
    const filename = resolve(base, path.replace(/^\/{2,}/, '/'));
    return { engine: 'sqlite', filename, ...(Object.keys(pragmas).length > 0 ? { pragmas } : {}) };
};
const portOf = (text) => {
    const port = Number(text);
    if (!/^\d+$/.test(text) || port < 1 || port > 65_535) {
        throw configError('has a port that is none', `a port is a number from 1 to 65535; ${encodeHint}`);
    }
    return port;
};
const hostAndPort = (text) => {
    const parts = /^(\[[^\]]*\]|[^:]*)(?::(.*))?$/.exec(text);
    if (!parts)
        throw configError('has a host that cannot be read', `an IPv6 address goes in brackets: [::1]; ${encodeHint}`);
    const host = decode(parts[1].replace(/^\[(.*)\]$/, '$1'), 'host');
    if (host.includes(','))
        throw configError('names more than one host', 'name the one to work on');
    const port = parts[2] ? { port: portOf(parts[2]) } : {};
    if (host.startsWith('/'))
        return { socketPath: host, ...port };
    return { ...(host === '' ? {} : { host }), ...port };
};
const credentials = (text) => {
    const colon = text.indexOf(':');
    const user = decode(colon < 0 ? text : text.slice(0, colon), 'user');
    const password = colon < 0 ? '' : decode(text.slice(colon + 1), 'password');
    if (password !== '')
        rememberSecret(password);
    return { ...(user === '' ? {} : { user }), ...(password === '' ? {} : { password }) };
};
const serverAddress = (engine, rest, query, base) => {
    if (!rest.startsWith('//'))
        throw configError('lacks its //', `write ${engine}://user@host/name`);
    const body = rest.slice(2);
    const slash = body.indexOf('/');
    const authority = slash < 0 ? body : body.slice(0, slash);
    const path = slash < 0 ? '' : body.slice(slash + 1);
    const at = authority.lastIndexOf('@');
    if (at < 0 && (path.includes('@') || query.includes('@')))
        throw configError('has an @ behind its host', encodeHint);
    const address = {
        engine,
        ...credentials(at < 0 ? '' : authority.slice(0, at)),
        ...hostAndPort(authority.slice(at + 1)),
    };
    const database = decode(path.replace(/\/$/, ''), 'database');
    if (database.includes('/'))
        throw configError('has a path of more than one part', `write ${engine}://user@host/name`);
    if (database !== '')
        address.database = database;
    const options = serverOptions[engine];
    for (const [name, value] of pairs(query)) {
        const option = options[name];
        if (!option)
            throw unknownOption(name, Object.keys(options));
        option(address, value, base);
    }
    return address;
};
const parts = (url) => {
    const colon = url.indexOf(':');
    const mark = url.indexOf('?', colon);
    return {
        scheme: url.slice(0, colon).toLowerCase(),
        rest: mark < 0 ? url.slice(colon + 1) : url.slice(colon + 1, mark),
        query: mark < 0 ? '' : url.slice(mark + 1),
    };
};
const parse = (url, base) => {
    if (!isDatabaseUrl(url))
        throw configError('is no URL', `it takes ${forms}`);
    const { scheme, rest, query } = parts(url);
    const engine = engines[scheme];
    if (engine === undefined) {
        const near = suggest(scheme, Object.keys(engines));
        throw configError(`begins with "${scheme}:"${near === undefined ? '' : ` (did you mean "${near}:"?)`}`, `it takes ${forms}`);
    }
    if (engine === 'sqlite')
        return sqliteAddress(rest, query, base);
    // Nothing behind a # belongs to a database URL, so it is part of a password that was not encoded.
    if (url.includes('#'))
        throw configError('has a #', encodeHint);
    return serverAddress(engine, rest, query, base);
};
/**
 * A database URL as an address. Relative paths in it start at `base`. TaskError 2 says what is wrong with it,
 * after `what`: `--database`, `databases.next`. It never shows the URL, which may hold a password.
 */
export const parseDatabaseUrl = (url, base, what) => {
    try {
        return parse(url.trim(), base);
    }
    catch (error) {
        const { message, hint } = error;
        throw configError(`${what}: the database URL ${message}`, hint);
    }
};
