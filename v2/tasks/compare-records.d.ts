declare const _default: import("../lib/task/define-task.ts").Task<{
    readonly filename: {
        readonly type: 'string';
        readonly short: 'f';
        readonly placeholder: 'FILE';
        readonly complete: 'file';
        readonly help: 'the dump; - is standard input (default: data.json)';
    };
    readonly from: {
        readonly type: 'string';
        readonly placeholder: 'NAME|URL';
        readonly complete: 'database';
        readonly help: 'take the records straight from this database, without a dump';
    };
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
    readonly rename: {
        readonly type: 'string';
        readonly multiple: true;
        readonly placeholder: 'OLD=NEW';
        readonly help: 'another name for a table, or for table.column';
    };
    readonly ignoreNonexistent: {
        readonly type: "boolean";
        readonly help: "take tables and columns that only one side has for no difference, and list them";
    };
    readonly limit: {
        readonly type: "number";
        readonly default: 5;
        readonly placeholder: "COUNT";
        readonly help: "show so many differing records of each table";
    };
    readonly edited: {
        readonly type: 'boolean';
        readonly help: 'accept a dump whose records were edited after the export';
    };
}, readonly []>;
export default _default;
