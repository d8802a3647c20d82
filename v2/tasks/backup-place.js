import { readFileSync } from 'node:fs';
import path from 'node:path';
import { resolveDatabase } from '../config/resolve-database.js';
import { rememberSecret } from '../config/secrets.js';
import { backupNameOf } from '../lib/backup/backup-name.js';
import { exitCodes, TaskError } from '../lib/errors.js';
/** Of the configuration; else the database's own, which needs one. */
export function backupName({ config, cwd }, databaseOption) {
    return config.name ?? backupNameOf(databaseName(resolveDatabase(config, databaseOption, cwd)));
}
const databaseName = ({ database, filename, name }) => filename === undefined ? (database ?? name) : path.basename(filename, path.extname(filename));
/** `-p`, relative to the current directory; else those of the configuration. */
export function locationsOf({ config, cwd }, given) {
    if (given.length === 0)
        return config.backup.locations.map(refuseCredentials);
    return given
        .map(refuseCredentials)
        .map((location) => (/^s3:\/\//i.test(location) ? location : path.resolve(cwd, location)));
}
/** They would show in every message, and in the process list. */
function refuseCredentials(location) {
    const [, secret] = /^[a-z][a-z0-9+.-]*:\/\/([^/]*)@/i.exec(location) ?? [];
    if (secret === undefined)
        return location;
    for (const part of secret.split(':'))
        rememberSecret(part);
    throw new TaskError('A location of backups takes no credentials', {
        exitCode: exitCodes.usage,
        hint: 'Put them into AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, and write s3://bucket/prefix.',
    });
}
/** The first of the locations: where a backup is read from. */
export async function openFirst(place, given) {
    const { openStore } = await import('../lib/store/open-store.js');
    return openStore(locationsOf(place, given)[0], place.env);
}
/** A folder outside the configuration's goes by its own name. */
export const mediaOf = ({ config }) => config.media.map((folder) => {
    const relative = path.relative(config.directory, folder);
    const isInside = relative !== '' && !relative.startsWith('..') && !path.isAbsolute(relative);
    return { name: isInside ? relative.split(path.sep).join('/') : path.basename(folder), path: folder };
});
export function encryptionOf({ config, env }) {
    const { encryption } = config.backup;
    if (encryption?.recipients)
        return { recipients: encryption.recipients };
    if (encryption?.passphraseFile !== undefined)
        return { passphrase: firstLine(encryption.passphraseFile, 'backup.encryption.passphraseFile') };
    const passphrase = passphraseOf(env);
    return passphrase === undefined ? undefined : { passphrase };
}
/** What may open an encrypted backup: from the environment, and the passphrase that backups are made with. */
export function keysOf(place) {
    const { env } = place;
    const file = env.BACKUP_IDENTITY_FILE;
    const made = encryptionOf(place);
    const passphrase = passphraseOf(env) ?? (made && 'passphrase' in made ? made.passphrase : undefined);
    return { identities: file ? identitiesIn(path.resolve(place.cwd, file)) : [], passphrase };
}
function passphraseOf(env) {
    const { BACKUP_PASSPHRASE: given, BACKUP_PASSPHRASE_FILE: file } = env;
    const passphrase = given || (file ? firstLine(file, 'BACKUP_PASSPHRASE_FILE') : undefined);
    if (passphrase !== undefined)
        rememberSecret(passphrase);
    return passphrase;
}
/** Comments aside, as age-keygen writes them. */
function identitiesIn(file) {
    const lines = read(file, 'BACKUP_IDENTITY_FILE')
        .split('\n')
        .map((line) => line.trim());
    const identities = lines.filter((line) => line !== '' && !line.startsWith('#'));
    for (const identity of identities)
        rememberSecret(identity);
    return identities;
}
function firstLine(file, what) {
    const [line = ''] = read(file, what).split(/\r?\n/);
    if (line === '')
        throw unreadable(file, what, 'its first line is empty');
    rememberSecret(line);
    return line;
}
function read(file, what) {
    try {
        return readFileSync(file, 'utf8');
    }
    catch (error) {
        throw unreadable(file, what, error.message);
    }
}
const unreadable = (file, what, reason) => new TaskError(`${what}: ${file} cannot be read: ${reason}`, {
    exitCode: exitCodes.usage,
    hint: 'Name a file that this user may read.',
});
