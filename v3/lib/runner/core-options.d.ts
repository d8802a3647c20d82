export declare const listFormats: readonly ['flat', 'nested', 'json'];
export type ListFormat = (typeof listFormats)[number];
export declare const shells: readonly ['bash', 'zsh', 'fish'];
export type ShellName = (typeof shells)[number];
/** The options of the runner itself, in the order of its help. */
export declare const coreOptions: {
    readonly list: {
        readonly type: 'boolean';
        readonly short: 'l';
        readonly help: 'list the tasks';
    };
    readonly listFormat: {
        readonly type: 'string';
        readonly choices: readonly ["flat", "nested", "json"];
        readonly default: 'flat';
        readonly placeholder: 'FORMAT';
        readonly help: 'how to list them';
    };
    readonly help: {
        readonly type: 'boolean';
        readonly short: 'h';
        readonly help: 'show this help, or that of the task named';
    };
    readonly version: {
        readonly type: 'boolean';
        readonly short: 'V';
        readonly help: 'show the version';
    };
    readonly dry: {
        readonly type: 'boolean';
        readonly short: 'R';
        readonly help: 'say what would be done, change nothing';
    };
    readonly echo: {
        readonly type: 'boolean';
        readonly short: 'e';
        readonly help: 'show the commands and SQL that run';
    };
    readonly quiet: {
        readonly type: 'boolean';
        readonly short: 'q';
        readonly help: 'show errors only';
    };
    readonly yes: {
        readonly type: 'boolean';
        readonly short: 'y';
        readonly help: 'answer every question with yes';
    };
    readonly json: {
        readonly type: 'boolean';
        readonly help: 'print the result as one JSON object on stdout';
    };
    readonly debug: {
        readonly type: 'boolean';
        readonly help: 'show stack traces';
    };
    readonly searchRoot: {
        readonly type: 'string';
        readonly short: 'r';
        readonly placeholder: 'DIR';
        readonly complete: 'directory';
        readonly help: 'where the search for tasks.config begins; the current directory by default';
    };
    readonly envFile: {
        readonly type: 'string';
        readonly placeholder: 'FILE';
        readonly complete: 'file';
        readonly help: 'take variables from here, not from the .env beside tasks.config';
    };
    readonly noColor: {
        readonly type: 'boolean';
        readonly help: 'no colours; the variable NO_COLOR does the same';
    };
    readonly printCompletionScript: {
        readonly type: 'string';
        readonly choices: readonly ["bash", "zsh", "fish"];
        readonly placeholder: 'SHELL';
        readonly help: 'print a script that completes tasks, options and databases in bash, zsh or fish';
    };
};
/** Core options that decide where tasks come from, so that they cannot stand behind one. */
export declare const leadingOnly: ReadonlySet<string>;
export interface CoreFlags {
    list: boolean;
    listFormat: ListFormat;
    help: boolean;
    version: boolean;
    dry: boolean;
    echo: boolean;
    quiet: boolean;
    yes: boolean;
    json: boolean;
    debug: boolean;
    searchRoot: string | undefined;
    envFile: string | undefined;
    noColor: boolean;
    printCompletionScript: ShellName | undefined;
}
