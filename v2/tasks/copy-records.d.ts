declare const _default: import("../lib/task/define-task.ts").Task<{
    readonly create: {
        readonly type: 'boolean';
        readonly help: 'make the tables that are missing, with keys and indexes; an empty database gets them from the knex migrations of the configuration';
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
        readonly type: 'boolean';
        readonly help: 'leave out tables and columns that the target does not have, and list them';
    };
    readonly ignoreVersion: {
        readonly type: 'boolean';
        readonly help: 'go on though the source is of another schema version than the target: the tables alone decide';
    };
    readonly onNul: {
        readonly type: 'string';
        readonly choices: readonly ["fail", "strip", "escape"];
        readonly default: 'fail';
        readonly placeholder: 'HOW';
        readonly help: 'U+0000 in texts, where the target cannot hold it: refuse the import, take it out, or write the six characters \\u0000';
    };
    readonly onZeroDate: {
        readonly type: 'string';
        readonly choices: readonly ["fail", "null"];
        readonly default: 'fail';
        readonly placeholder: 'HOW';
        readonly help: 'dates such as 0000-00-00, where the target cannot hold them: refuse the import, or make them null';
    };
    readonly onOrphan: {
        readonly type: 'string';
        readonly choices: readonly ["fail", "null", "skip", "keep"];
        readonly default: 'fail';
        readonly placeholder: 'HOW';
        readonly help: 'records that refer to none: refuse the import, make the reference null, leave the record out, or keep it as it is (SQLite, MySQL and MariaDB)';
    };
    readonly from: {
        readonly type: 'string';
        readonly placeholder: 'NAME|URL';
        readonly complete: 'database';
        readonly required: true;
        readonly help: "the database to read";
    };
    readonly to: {
        readonly type: 'string';
        readonly placeholder: 'NAME|URL';
        readonly complete: 'database';
        readonly required: true;
        readonly help: "the database to load";
    };
    readonly clear: {
        readonly type: 'boolean';
        readonly short: 'c';
        readonly help: 'replace the records of the tables that are loaded';
    };
    readonly maxErrors: {
        readonly type: 'number';
        readonly default: 1;
        readonly placeholder: 'COUNT';
        readonly help: 'list so many of the values that are refused';
    };
}, readonly []>;
export default _default;
