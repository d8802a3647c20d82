declare const _default: import("../lib/task/define-task.ts").Task<{
    readonly database: {
        readonly type: 'string';
        readonly short: 'd';
        readonly placeholder: 'NAME|URL';
        readonly complete: 'database';
        readonly help: 'a database of tasks.config.ts, or a URL such as sqlite:app.sqlite3 or postgres://user@host/name (default: the configured default, or DATABASE_URL)';
    };
    readonly skipBackup: {
        readonly type: 'boolean';
        readonly short: 's';
        readonly help: 'no backup first, and so no way back with --rollback';
    };
    readonly rollback: {
        readonly type: 'boolean';
        readonly help: 'go back to the backup of the last update, and prove that it is back';
    };
}, readonly []>;
export default _default;
