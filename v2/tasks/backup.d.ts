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
    readonly skipMedia: {
        readonly type: "boolean";
        readonly help: "the records alone";
    };
    readonly skipRecords: {
        readonly type: "boolean";
        readonly help: "the media alone";
    };
    readonly label: {
        readonly type: "string";
        readonly placeholder: "TEXT";
        readonly help: "a word to find it by";
    };
    readonly pin: {
        readonly type: "boolean";
        readonly help: "keep it for ever: retention passes it by";
    };
    readonly floor: {
        readonly type: "number";
        readonly placeholder: "PART";
        readonly help: "fail with fewer records than this part of the last backup’s, 0 to 1 (default: backup.floor, or 0.1)";
    };
}, readonly []>;
export default _default;
