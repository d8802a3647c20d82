export const listFormats = ['flat', 'nested', 'json'];
export const shells = ['bash', 'zsh', 'fish'];
/** The options of the runner itself, in the order of its help. */
export const coreOptions = {
    list: { type: 'boolean', short: 'l', help: 'list the tasks' },
    listFormat: {
        type: 'string',
        choices: listFormats,
        default: 'flat',
        placeholder: 'FORMAT',
        help: 'how to list them',
    },
    help: { type: 'boolean', short: 'h', help: 'show this help, or that of the task named' },
    version: { type: 'boolean', short: 'V', help: 'show the version' },
    dry: { type: 'boolean', short: 'R', help: 'say what would be done, change nothing' },
    echo: { type: 'boolean', short: 'e', help: 'show the commands and SQL that run' },
    quiet: { type: 'boolean', short: 'q', help: 'show errors only' },
    yes: { type: 'boolean', short: 'y', help: 'answer every question with yes' },
    json: { type: 'boolean', help: 'print the result as one JSON object on stdout' },
    debug: { type: 'boolean', help: 'show stack traces' },
    searchRoot: {
        type: 'string',
        short: 'r',
        placeholder: 'DIR',
        complete: 'directory',
        help: 'where the search for tasks.config begins; the current directory by default',
    },
    envFile: {
        type: 'string',
        placeholder: 'FILE',
        complete: 'file',
        help: 'take variables from here, not from the .env beside tasks.config',
    },
    noColor: { type: 'boolean', help: 'no colours; the variable NO_COLOR does the same' },
    printCompletionScript: {
        type: 'string',
        choices: shells,
        placeholder: 'SHELL',
        help: 'print a script that completes tasks, options and databases in bash, zsh or fish',
    },
};
/** Core options that decide where tasks come from, so that they cannot stand behind one. */
export const leadingOnly = new Set([
    'searchRoot',
    'envFile',
    'list',
    'listFormat',
    'version',
    'printCompletionScript',
]);
