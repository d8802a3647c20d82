import { resolve } from 'node:path';
import { suggestHint } from '../lib/suggest.js';
import { configError } from './config-error.js';
import { readSecret } from './connection-settings.js';
import { parseDatabaseUrl } from './database-url.js';
import { rememberSecret } from './secrets.js';
const engines = ['sqlite', 'mysql', 'mariadb', 'postgres'];
/** A variable, or the content of the file that its `_FILE` twin names. Empty counts as unset. */
const variable = (env, name, directory) => {
    const value = env[name] || undefined;
    const file = env[`${name}_FILE`] || undefined;
    if (value !== undefined && file !== undefined)
        throw configError(`${name} and ${name}_FILE are both set`, 'unset one of them');
    return file === undefined ? value : readSecret(resolve(directory, file), `${name}_FILE:`);
};
const portOf = (text) => {
    const port = Number(text);
    if (Number.isInteger(port) && port > 0 && port < 65_536)
        return port;
    throw configError(`DATABASE_PORT got "${text}", and takes a number from 1 to 65535`);
};
const engineOf = (text) => {
    if (engines.includes(text))
        return text;
    throw configError(`DATABASE_ENGINE got "${text}", and takes ${engines.join(', ')}`, suggestHint(text, engines, 'engines'));
};
/**
 * The parts of an address that variables give by themselves. A container's environment may hold a server's user and
 * password beside an embedded database, which needs neither: their files need not be there then.
 */
const partsOf = (env, directory, isEmbedded) => {
    const read = (name) => variable(env, `DATABASE_${name}`, directory);
    if (isEmbedded) {
        const database = read('NAME');
        return database === undefined ? {} : { database };
    }
    const port = read('PORT');
    const password = read('PASSWORD');
    if (password !== undefined)
        rememberSecret(password);
    const given = {
        host: read('HOST'),
        port: port === undefined ? undefined : portOf(port),
        user: read('USER'),
        password,
        database: read('NAME'),
    };
    return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
};
const withParts = (address, parts, directory) => {
    if (address.engine === 'sqlite') {
        return address;
    }
    const { passwordFile, socketPath, ...rest } = address;
    return {
        ...rest,
        ...(parts.password === undefined && passwordFile !== undefined ? { passwordFile } : {}),
        ...(parts.host === undefined && socketPath !== undefined ? { socketPath } : {}),
        ...parts,
        ...(parts.host?.startsWith('/') ? { socketPath: resolve(directory, parts.host) } : {}),
    };
};
/**
 * The default database as the environment has it: DATABASE_URL in place of the configured one, or DATABASE_ENGINE
 * with the parts, and DATABASE_HOST, _PORT, _USER, _PASSWORD, _NAME in place of single parts; each also as the
 * name of a file in a variable that ends in _FILE. undefined where the environment says nothing of it.
 * `settled`: the configured one was made from DATABASE_URL already, so only parts are to be added.
 */
export const environmentDatabase = (env, directory, configured, settled) => {
    const url = settled ? undefined : variable(env, 'DATABASE_URL', directory);
    const engine = variable(env, 'DATABASE_ENGINE', directory);
    const parts = (meant) => partsOf(env, directory, meant === 'sqlite');
    if (url !== undefined) {
        const address = parseDatabaseUrl(url, directory, 'DATABASE_URL');
        return withParts(address, parts(address.engine), directory);
    }
    if (engine !== undefined && !settled) {
        const meant = engineOf(engine);
        return fromParts(meant, parts(meant), directory);
    }
    const given = parts(configured?.engine);
    return configured && Object.keys(given).length > 0 ? withParts(configured, given, directory) : undefined;
};
const fromParts = (engine, parts, directory) => {
    if (parts.database === undefined)
        throw configError(`DATABASE_ENGINE is ${engine}, and DATABASE_NAME is not set`);
    if (engine === 'sqlite')
        return { engine, filename: resolve(directory, parts.database) };
    return withParts({ engine }, parts, directory);
};
/** DATABASE_URL as it stands, for telling whether the configuration has it already. */
export const environmentUrl = (env, directory) => variable(env, 'DATABASE_URL', directory);
