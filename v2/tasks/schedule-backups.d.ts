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
    readonly print: {
        readonly type: "string";
        readonly choices: readonly ["cron", "systemd", "compose"];
        readonly help: "do not stay: print what makes another scheduler do it";
    };
    readonly logFormat: {
        readonly type: "string";
        readonly choices: readonly ["lines", "json"];
        readonly default: "lines";
        readonly help: "how it tells of its runs: as text, or each line on stderr one object";
    };
}, readonly []>;
export default _default;
