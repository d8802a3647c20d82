declare const _default: import("../lib/task/define-task.ts").Task<{
    readonly database: {
        readonly type: 'string';
        readonly short: 'd';
        readonly placeholder: 'NAME|URL';
        readonly complete: 'database';
        readonly help: 'a database of tasks.config.ts, or a URL such as sqlite:app.sqlite3 or postgres://user@host/name (default: the configured default, or DATABASE_URL)';
    };
    readonly to: {
        readonly type: 'string';
        readonly placeholder: 'VERSION';
        readonly help: 'up to and with this migration (knex migrations only)';
    };
    readonly list: {
        readonly type: 'boolean';
        readonly help: 'show every migration, and whether the database has been through it';
    };
    readonly down: {
        readonly type: 'boolean';
        readonly help: 'undo the last batch, the last migration first (knex migrations only)';
    };
}, readonly []>;
export default _default;
