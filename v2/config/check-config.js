import { castKinds } from '../lib/canonical/cast-kinds.js';
import { castKey } from './casts.js';
import { configError } from './config-error.js';
import { between, listOf, mapOf, matching, objectOf, oneOf, oneOrMore, refuse, scalar, secret, text, webAddress, whole, } from './rules.js';
import { sqlitePragmas } from './sqlite-pragmas.js';
import { tlsModes } from './tls-mode.js';
const directory = text('the path of a directory');
const file = text('the path of a file');
const command = text('a command line');
const kept = whole(1, Number.MAX_SAFE_INTEGER, 'a whole number from 1');
const pragmas = (value, path) => {
    objectOf(Object.fromEntries(sqlitePragmas.map((name) => [name, scalar])))(value, path);
};
const database = (value, path) => {
    if (typeof value === 'string' && value !== '')
        return;
    if (typeof value !== 'object' || value === null) {
        refuse(path, value, 'a URL such as postgres://user@host/name, or an object', 'is a variable unset?');
    }
    objectOf({
        url: text('a URL such as postgres://user@host/name'),
        engine: oneOf(['sqlite', 'mysql', 'mariadb', 'postgres']),
        host: text('the name or address of a host'),
        port: whole(1, 65_535, 'a number from 1 to 65535'),
        user: text(),
        password: secret,
        passwordFile: file,
        database: text('the name of a database'),
        socketPath: text('the path of a socket'),
        filename: file,
        schemas: listOf(text(), 'a list of schemas'),
        pragmas,
        tls: objectOf({ mode: oneOf(tlsModes), ca: file, cert: file, key: file }),
        connectTimeout: whole(1, 2 ** 31 - 1, 'a number of milliseconds'),
    })(value, path);
};
const migrations = (value, path) => {
    objectOf({ directory, command, table: text('the name of a table') })(value, path);
    const given = value;
    if ((given.directory === undefined) === (given.command === undefined)) {
        throw configError(`${path} takes either directory (of knex migrations) or command (of another framework)`);
    }
};
const timezone = (value, path) => {
    text()(value, path);
    try {
        new Intl.DateTimeFormat('en', { timeZone: value });
    }
    catch {
        refuse(path, value, 'the name of a time zone, such as UTC or Europe/Berlin');
    }
};
const backup = objectOf({
    location: oneOrMore(text('a directory, or s3://bucket/prefix'), 'a location, or a list of them'),
    keep: objectOf({
        last: kept,
        hourly: kept,
        daily: kept,
        weekly: kept,
        monthly: kept,
        yearly: kept,
        within: matching(/^(\d+[ymwdh])+$/, 'a span such as "30d", "12h" or "1y6m"'),
    }),
    schedule: matching(/^(@\w+|\s*\S+(\s+\S+){4}\s*)$/, 'a cron expression of five fields, such as "0 3 * * *"'),
    timezone,
    encryption: objectOf({
        recipients: listOf(matching(/^age1\S/, 'an age recipient (age1…)'), 'a list of age recipients'),
        passphraseFile: text('the path of a file'),
    }),
    floor: between(0, 1, 'a part from 0 to 1'),
    before: listOf(command, 'a list of command lines'),
    after: listOf(command, 'a list of command lines'),
    ping: objectOf({ success: webAddress, failure: webAddress }),
    heartbeat: text('the path of a file'),
});
const configuration = objectOf({
    name: matching(/^[\w.-]+$/, 'a name of letters, digits, dots, dashes and underscores'),
    databases: mapOf(database, 'an object of databases by name', matching(/^[\w.-]+$/, 'a name of letters, digits, dots, dashes and underscores')),
    migrations,
    seeds: objectOf({ directory }),
    exclude: listOf(text('a table, or a glob of tables'), 'a list of tables'),
    casts: mapOf(oneOf(castKinds), "an object such as { 'events.at': 'epoch-milliseconds' }", castKey),
    rename: mapOf(text('the new name'), 'an object such as { old: "new" }'),
    media: listOf(directory, 'a list of directories'),
    backup,
    update: objectOf({
        before: listOf(command, 'a list of command lines'),
        after: listOf(command, 'a list of command lines'),
    }),
}, 'an object: export default defineConfig({ … })');
/** What a configuration file exports, checked. TaskError 2 names the key, what it got and what it takes. */
export const checkConfig = (value) => {
    configuration(value, '');
    return value;
};
