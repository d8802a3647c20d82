declare const _default: import("../lib/task/define-task.ts").Task<{
    readonly database: {
        readonly type: 'string';
        readonly short: 'd';
        readonly placeholder: 'NAME|URL';
        readonly complete: 'database';
        readonly help: 'a database of tasks.config.ts, or a URL such as sqlite:app.sqlite3 or postgres://user@host/name (default: the configured default, or DATABASE_URL)';
    };
    readonly include: {
        readonly type: 'string';
        readonly short: 'i';
        readonly multiple: true;
        readonly placeholder: 'TABLE';
        readonly help: 'only these tables; a name or a glob';
    };
    readonly exclude: {
        readonly type: 'string';
        readonly short: 'x';
        readonly multiple: true;
        readonly placeholder: 'TABLE';
        readonly help: 'not these tables; a name or a glob';
    };
}, readonly []>;
export default _default;
