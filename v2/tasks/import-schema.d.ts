declare const _default: import("../lib/task/define-task.ts").Task<{
    readonly filename: {
        readonly type: "string";
        readonly short: "f";
        readonly default: "schema.json";
        readonly placeholder: "FILE";
        readonly complete: "file";
        readonly help: "the schema file, or a dump; - is standard input";
    };
    readonly rename: {
        readonly type: 'string';
        readonly multiple: true;
        readonly placeholder: 'OLD=NEW';
        readonly help: 'another name for a table, or for table.column';
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
    readonly database: {
        readonly type: 'string';
        readonly short: 'd';
        readonly placeholder: 'NAME|URL';
        readonly complete: 'database';
        readonly help: 'a database of tasks.config.ts, or a URL such as sqlite:app.sqlite3 or postgres://user@host/name (default: the configured default, or DATABASE_URL)';
    };
}, readonly []>;
export default _default;
