import type { Config } from '../config/config.ts';
import type { KnexMigrations, LoadOptions } from '../lib/records/load-records.ts';
import type { TaskContext } from '../lib/task/context.ts';
import type { OptionValues } from '../lib/task/option.ts';
/** What an import, a copy and a check may be told about the way of the records into the target. */
export declare const loadOptions: {
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
};
type Given = Pick<TaskContext, 'config' | 'signal' | 'echo'> & {
    options: OptionValues<typeof loadOptions>;
};
/** The same, and the configuration's part in it, as lib/records takes it. TaskError 2 for a rename that is none. */
export declare function loadChoices({ options, config, signal, echo }: Given): LoadOptions & {
    onStatement: (sql: string) => void;
};
/** Those that the tool runs itself; another framework's command is the application's own affair. */
export declare function knexMigrations({ migrations }: Pick<Config, 'migrations'>): KnexMigrations | undefined;
export {};
