import { relative, resolve } from 'node:path';
import { describeLoadFailure } from '../lib/describe-load-failure.js';
import { TaskError } from '../lib/errors.js';
import { loadModule } from '../lib/load-module.js';
import { checkConfig } from './check-config.js';
import { configError } from './config-error.js';
import { configuredDatabase } from './configured-database.js';
import { environmentDatabase, environmentUrl } from './environment-database.js';
const evaluate = async (file) => {
    try {
        return await loadModule(file);
    }
    catch (error) {
        throw describeLoadFailure('the configuration', file, error);
    }
};
/** The database that the configuration itself gives DATABASE_URL to, so that the variable does not replace the default too. */
const userOfUrl = (config, url) => url === undefined
    ? undefined
    : Object.entries(config.databases ?? {}).find(([, each]) => (typeof each === 'string' ? each : each.url) === url)?.[0];
const defaultOf = (names) => {
    if (names.includes('default'))
        return 'default';
    return names.length === 1 ? names[0] : undefined;
};
const databasesOf = (config, env, directory) => {
    const databases = {};
    for (const [name, each] of Object.entries(config.databases ?? {})) {
        databases[name] = configuredDatabase(each, directory, `databases.${name}`);
    }
    const defaultDatabase = defaultOf(Object.keys(databases));
    const settled = userOfUrl(config, environmentUrl(env, directory));
    const name = settled ?? defaultDatabase ?? 'default';
    const address = environmentDatabase(env, directory, databases[name], settled !== undefined);
    if (!address)
        return { databases, defaultDatabase };
    return { databases: { ...databases, [name]: address }, defaultDatabase: defaultDatabase ?? name };
};
const migrationsOf = (migrations, directory) => migrations?.directory === undefined
    ? migrations
    : { ...migrations, directory: resolve(directory, migrations.directory) };
const locationOf = (location, directory) => /^s3:\/\//i.test(location) ? location : resolve(directory, location);
const backupOf = ({ location = 'backups', encryption, ...rest }, env, directory) => {
    const schedule = env.BACKUP_SCHEDULE || rest.schedule;
    const heartbeat = env.BACKUP_HEARTBEAT || rest.heartbeat;
    return {
        ...rest,
        ...(schedule === undefined ? {} : { schedule }),
        locations: [env.BACKUP_LOCATION || location].flat().map((each) => locationOf(each, directory)),
        ...(encryption?.passphraseFile === undefined
            ? encryption && { encryption }
            : { encryption: { passphraseFile: resolve(directory, encryption.passphraseFile) } }),
        ...(heartbeat === undefined ? {} : { heartbeat: resolve(directory, heartbeat) }),
    };
};
const complete = (config, place, env) => {
    const { directory } = place;
    return {
        file: place.configFile,
        directory,
        name: config.name,
        ...databasesOf(config, env, directory),
        migrations: migrationsOf(config.migrations, directory),
        seeds: config.seeds && { directory: resolve(directory, config.seeds.directory) },
        exclude: config.exclude ?? [],
        casts: config.casts ?? {},
        rename: config.rename ?? {},
        media: (config.media ?? []).map((each) => resolve(directory, each)),
        backup: backupOf(config.backup ?? {}, env, directory),
        update: { before: config.update?.before ?? [], after: config.update?.after ?? [] },
    };
};
const named = (error, place) => {
    if (!(error instanceof TaskError) ||
        place.configFile === undefined ||
        error.message.startsWith('DATABASE_'))
        return error;
    return configError(`${relative(place.cwd, place.configFile)}: ${error.message}`, error.hint, error);
};
/**
 * The configuration that tasks work with: defaults, overlaid by the file, overlaid by the environment, into which
 * the .env was loaded before (load-environment.ts). TaskError 2 names the file and the key that is wrong.
 */
export const loadConfig = async (place, env) => {
    if (place.configFile === undefined)
        return complete({}, place, env);
    const exported = await evaluate(place.configFile);
    try {
        if (exported === undefined)
            throw configError('it has no default export', 'export default defineConfig({ … })');
        return complete(checkConfig(await exported), place, env);
    }
    catch (error) {
        throw named(error, place);
    }
};
