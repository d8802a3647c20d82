const idPattern = /^(.+)-(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z(?:-([1-9]\d*))?$/;
export const manifestEnding = '.backup.json';
/** `inventory-20261120T030000Z`; a second one in that second ends with `-2`. */
export function backupId(name, created, attempt = 1) {
    const time = created
        .toISOString()
        .replace(/\.\d+Z$/, 'Z')
        .replaceAll(/[-:]/g, '');
    return `${name}-${time}${attempt > 1 ? `-${attempt}` : ''}`;
}
/** The next one of that second: above all that are left of it, so that it is the newest. */
export function nextBackupId(name, created, earlier) {
    const second = backupId(name, created);
    const attempts = earlier
        .filter((backup) => backupId(backup.name, backup.created) === second)
        .map(({ attempt }) => attempt);
    return backupId(name, created, Math.max(0, ...attempts) + 1);
}
/** Undefined where it is no id. */
export function parseBackupId(id) {
    const match = idPattern.exec(id);
    if (!match)
        return undefined;
    const [, name = '', year, month, day, hour, minute, second, attempt = '1'] = match;
    const created = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
    return Number.isNaN(created.getTime()) ? undefined : { id, name, created, attempt: Number(attempt) };
}
/** For sorting: by when they were made, and of one second by their numbers. */
export const newestFirst = (a, b) => b.created.getTime() - a.created.getTime() || b.attempt - a.attempt;
const fileEndings = /\.(?:records\.json|media\.tar)(?:\.gz|\.zst)?(?:\.age)?$|\.backup\.json$/;
/** The backup that a file is a part of, by its name; undefined for everybody else's files. */
export const backupOfFile = (file) => fileEndings.test(file) ? parseBackupId(file.replace(fileEndings, '')) : undefined;
/** A database's own name as the name of backups: characters that a file name may lack become `%2F` and the like. */
export const backupNameOf = (database) => encodeURIComponent(database).replaceAll(/[!'()*~]/g, (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`);
