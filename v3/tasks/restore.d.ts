declare const _default: import("../lib/task/define-task.ts").Task<{
    readonly database: {
        readonly type: 'string';
        readonly short: 'd';
        readonly placeholder: 'NAME|URL';
        readonly complete: 'database';
        readonly help: 'a database of tasks.config.ts, or a URL such as sqlite:app.sqlite3 or postgres://user@host/name (default: the configured default, or DATABASE_URL)';
    };
    readonly path: {
        readonly type: 'string';
        readonly short: 'p';
        readonly multiple: true;
        readonly placeholder: 'PLACE';
        readonly complete: 'directory';
        readonly help: 'where backups lie, a directory or s3://bucket/prefix (default: backup.location, or backups)';
    };
    readonly at: {
        readonly type: 'string';
        readonly placeholder: 'TIME';
        readonly help: 'the newest of then or before: 2026-11-19T12:00';
    };
    readonly label: {
        readonly type: 'string';
        readonly placeholder: 'TEXT';
        readonly help: 'the newest with this label';
    };
    readonly skipMedia: {
        readonly type: 'boolean';
        readonly help: 'the records alone';
    };
    readonly skipRecords: {
        readonly type: 'boolean';
        readonly help: 'the media alone';
    };
    readonly onOrphan: {
        readonly type: 'string';
        readonly choices: readonly ["fail", "null", "skip", "keep"];
        readonly default: 'fail';
        readonly placeholder: 'HOW';
        readonly help: 'records that refer to none: refuse the restore, make the reference null, leave the record out, or keep it as it is (SQLite, MySQL and MariaDB)';
    };
    readonly ignoreVersion: {
        readonly type: 'boolean';
        readonly help: 'go on though the backup is of another schema version than the database: the tables alone decide';
    };
    readonly skipSafetyBackup: {
        readonly type: 'boolean';
        readonly help: 'do not back up first what is replaced';
    };
}, readonly [{
    readonly name: "id";
    readonly default: "latest";
    readonly help: "which backup: its id, or the time in it";
}]>;
export default _default;
