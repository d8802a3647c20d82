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
    readonly keepLast: {
        readonly type: 'number';
        readonly placeholder: 'COUNT';
        readonly help: `keep ${string}`;
    };
    readonly keepHourly: {
        readonly type: 'number';
        readonly placeholder: 'COUNT';
        readonly help: `keep ${string}`;
    };
    readonly keepDaily: {
        readonly type: 'number';
        readonly placeholder: 'COUNT';
        readonly help: `keep ${string}`;
    };
    readonly keepWeekly: {
        readonly type: 'number';
        readonly placeholder: 'COUNT';
        readonly help: `keep ${string}`;
    };
    readonly keepMonthly: {
        readonly type: 'number';
        readonly placeholder: 'COUNT';
        readonly help: `keep ${string}`;
    };
    readonly keepYearly: {
        readonly type: 'number';
        readonly placeholder: 'COUNT';
        readonly help: `keep ${string}`;
    };
    readonly keepWithin: {
        readonly type: "string";
        readonly placeholder: "SPAN";
        readonly help: "keep all of a span before the newest: 30d, 1y6m";
    };
}, readonly []>;
export default _default;
