export declare const databaseOption: {
    readonly type: 'string';
    readonly short: 'd';
    readonly placeholder: 'NAME|URL';
    readonly complete: 'database';
    readonly help: 'a database of tasks.config.ts, or a URL such as sqlite:app.sqlite3 or postgres://user@host/name (default: the configured default, or DATABASE_URL)';
};
/** `help` says which way the dump goes. */
export declare const filenameOption: <const Help extends string>(help: Help) => {
    readonly type: 'string';
    readonly short: 'f';
    readonly default: 'data.json';
    readonly placeholder: 'FILE';
    readonly complete: 'file';
    readonly help: Help;
};
/** Without a default, so that it can be told from --from. */
export declare const sourceFilenameOption: {
    readonly type: 'string';
    readonly short: 'f';
    readonly placeholder: 'FILE';
    readonly complete: 'file';
    readonly help: 'the dump; - is standard input (default: data.json)';
};
export declare const includeOption: {
    readonly type: 'string';
    readonly short: 'i';
    readonly multiple: true;
    readonly placeholder: 'TABLE';
    readonly help: 'only these tables; a name or a glob';
};
export declare const excludeOption: {
    readonly type: 'string';
    readonly short: 'x';
    readonly multiple: true;
    readonly placeholder: 'TABLE';
    readonly help: 'not these tables; a name or a glob';
};
export declare const fromOption: {
    readonly type: 'string';
    readonly placeholder: 'NAME|URL';
    readonly complete: 'database';
    readonly help: 'take the records straight from this database, without a dump';
};
export declare const clearOption: {
    readonly type: 'boolean';
    readonly short: 'c';
    readonly help: 'replace the records of the tables that are loaded';
};
export declare const createOption: {
    readonly type: 'boolean';
    readonly help: 'make the tables that are missing, with keys and indexes; an empty database gets them from the knex migrations of the configuration';
};
export declare const renameOption: {
    readonly type: 'string';
    readonly multiple: true;
    readonly placeholder: 'OLD=NEW';
    readonly help: 'another name for a table, or for table.column';
};
export declare const ignoreNonexistentOption: {
    readonly type: 'boolean';
    readonly help: 'leave out tables and columns that the target does not have, and list them';
};
export declare const ignoreVersionOption: {
    readonly type: 'boolean';
    readonly help: 'go on though the source is of another schema version than the target: the tables alone decide';
};
export declare const onNulOption: {
    readonly type: 'string';
    readonly choices: readonly ["fail", "strip", "escape"];
    readonly default: 'fail';
    readonly placeholder: 'HOW';
    readonly help: 'U+0000 in texts, where the target cannot hold it: refuse the import, take it out, or write the six characters \\u0000';
};
export declare const onZeroDateOption: {
    readonly type: 'string';
    readonly choices: readonly ["fail", "null"];
    readonly default: 'fail';
    readonly placeholder: 'HOW';
    readonly help: 'dates such as 0000-00-00, where the target cannot hold them: refuse the import, or make them null';
};
export declare const onOrphanOption: {
    readonly type: 'string';
    readonly choices: readonly ["fail", "null", "skip", "keep"];
    readonly default: 'fail';
    readonly placeholder: 'HOW';
    readonly help: 'records that refer to none: refuse the import, make the reference null, leave the record out, or keep it as it is (SQLite, MySQL and MariaDB)';
};
export declare const maxErrorsOption: <const Default extends number>(fallback: Default) => {
    readonly type: 'number';
    readonly default: Default;
    readonly placeholder: 'COUNT';
    readonly help: 'list so many of the values that are refused';
};
export declare const pathsOption: {
    readonly type: 'string';
    readonly short: 'p';
    readonly multiple: true;
    readonly placeholder: 'PLACE';
    readonly complete: 'directory';
    readonly help: 'where backups lie, a directory or s3://bucket/prefix (default: backup.location, or backups)';
};
export declare const editedOption: {
    readonly type: 'boolean';
    readonly help: 'accept a dump whose records were edited after the export';
};
