declare const _default: import("../lib/task/define-task.ts").Task<{
    readonly database: {
        readonly type: 'string';
        readonly short: 'd';
        readonly placeholder: 'NAME|URL';
        readonly complete: 'database';
        readonly help: 'a database of tasks.config.ts, or a URL such as sqlite:app.sqlite3 or postgres://user@host/name (default: the configured default, or DATABASE_URL)';
    };
    readonly timeout: {
        readonly type: "number";
        readonly default: 60;
        readonly placeholder: "SECONDS";
        readonly help: "give up after so many seconds";
    };
}, readonly []>;
export default _default;
