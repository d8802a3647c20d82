import { resolve } from 'node:path';
import { configError } from './config-error.js';
import { parseDatabaseUrl } from './database-url.js';
import { rememberSecret } from './secrets.js';
const serverKeys = [
    'host',
    'port',
    'user',
    'password',
    'passwordFile',
    'database',
    'socketPath',
    'tls',
];
const absolute = (path, directory) => path === undefined ? undefined : resolve(directory, path);
const tlsOf = (tls, directory) => withoutUndefined({
    mode: tls.mode,
    ca: absolute(tls.ca, directory),
    cert: absolute(tls.cert, directory),
    key: absolute(tls.key, directory),
});
// biome-ignore lint/suspicious/noExplicitAny: the values keep their types, without undefined
const withoutUndefined = (value) => Object.fromEntries(Object.entries(value).filter(([, each]) => each !== undefined));
const checkTogether = (config, address, path) => {
    if (config.password !== undefined && config.passwordFile !== undefined) {
        throw configError(`${path} has both password and passwordFile`, 'remove one of them');
    }
    if (address.engine === 'sqlite') {
        const wrong = serverKeys.find((key) => config[key] !== undefined);
        if (wrong)
            throw configError(`${path}.${wrong} does not go with engine "sqlite", which is a file`, 'its path is the key filename');
        if (address.filename === undefined)
            throw configError(`${path}.filename is missing`, 'the path of the SQLite file');
        return;
    }
    if (config.filename !== undefined || config.pragmas !== undefined) {
        const wrong = config.filename === undefined ? 'pragmas' : 'filename';
        throw configError(`${path}.${wrong} goes with engine "sqlite" only, not with "${address.engine}"`);
    }
    if (config.schemas !== undefined && address.engine !== 'postgres') {
        throw configError(`${path}.schemas goes with engine "postgres" only, not with "${address.engine}"`);
    }
    if (address.database === undefined)
        throw configError(`${path}.database is missing`, 'the name of the database');
};
/** One entry of `databases`, checked by its form, as an address with absolute paths. */
export const configuredDatabase = (config, directory, path) => {
    if (typeof config === 'string')
        return parseDatabaseUrl(config, directory, path);
    const { url, engine, tls, passwordFile, socketPath, filename, ...rest } = config;
    const base = url === undefined ? undefined : parseDatabaseUrl(url, directory, `${path}.url`);
    if (base && engine !== undefined && engine !== base.engine) {
        throw configError(`${path}.engine is "${engine}", and its url is for "${base.engine}"`);
    }
    const known = base?.engine ?? engine;
    if (known === undefined)
        throw configError(`${path} has neither url nor engine`, 'engine is sqlite, mysql, mariadb or postgres');
    if (config.password !== undefined)
        rememberSecret(config.password);
    // A password given beside the URL, in whichever form, replaces the one that the URL has.
    const { password: _password, passwordFile: _file, ...withoutPassword } = base ?? {};
    const givesPassword = config.password !== undefined || passwordFile !== undefined;
    const address = {
        ...(givesPassword ? withoutPassword : base),
        ...withoutUndefined({
            ...rest,
            passwordFile: absolute(passwordFile, directory),
            socketPath: absolute(socketPath, directory),
            filename: absolute(filename, directory),
            tls: tls === undefined ? undefined : { ...base?.tls, ...tlsOf(tls, directory) },
        }),
        engine: known,
    };
    checkTogether(config, address, path);
    return address;
};
