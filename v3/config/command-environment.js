import { connectionSettings } from './connection-settings.js';
import { parseDatabaseUrl } from './database-url.js';
import { environmentUrl } from './environment-database.js';
import { renderDatabaseUrl } from './render-database-url.js';
import { resolveAddress } from './resolve-database.js';
/** Variables that say a part of where the database is; what is set of them must say the same as DATABASE_URL. */
const parts = ['ENGINE', 'HOST', 'PORT', 'USER', 'PASSWORD', 'NAME'];
/**
 * The environment of a command that is to work on the database of `nameOrUrl`: DATABASE_URL is its address, password
 * included, for an environment is seen by its user alone. A DATABASE_URL that names that database already stays.
 */
export function commandEnvironment(config, nameOrUrl, { cwd, env }) {
    const { address, name } = resolveAddress(config, nameOrUrl, cwd);
    const { password, display } = connectionSettings(address, name);
    const { DATABASE_URL_FILE: _, ...rest } = env;
    const hasParts = parts.some((part) => env[`DATABASE_${part}`] || env[`DATABASE_${part}_FILE`]);
    const given = environmentUrl(env, config.directory);
    const isSame = given !== undefined && !hasParts && displayOf(given, config.directory) === display;
    const url = isSame ? given : renderDatabaseUrl(address, password);
    return { ...withParts(rest, address, password), DATABASE_URL: url };
}
const displayOf = (url, directory) => connectionSettings(parseDatabaseUrl(url, directory, 'DATABASE_URL'), undefined).display;
function withParts(env, address, password) {
    const { engine, host, socketPath, port, user, database, filename } = address;
    const values = {
        ENGINE: engine,
        HOST: socketPath ?? host,
        PORT: port === undefined ? undefined : String(port),
        USER: user,
        PASSWORD: password,
        NAME: filename ?? database,
    };
    const result = { ...env };
    for (const part of parts) {
        const variable = `DATABASE_${part}`;
        if (!result[variable] && !result[`${variable}_FILE`])
            continue;
        delete result[`${variable}_FILE`];
        result[variable] = values[part] ?? '';
    }
    return result;
}
