import { columns } from './columns.js';
import { coreOptions } from './core-options.js';
import { listTasks } from './list-tasks.js';
import { optionHelp } from './option-help.js';
export const generalHelp = async (tasks) => [
    'Usage: tasks [core options] <task> [task options] [<task> [task options] ...]',
    '',
    'Tasks run in order and stop at the first failure; each option belongs to the task before it.',
    '',
    'Core options:',
    ...columns(optionHelp(coreOptions)),
    '',
    await listTasks(tasks, 'flat'),
    '',
    'Examples:',
    '  tasks update export-records -f data.json',
    '  tasks import-records -f data.json -d postgres://user@host/name --dry',
    '',
    'Exit codes: 0 done, 1 failed, 2 wrong usage or configuration, 3 done in part, 10 damaged dump or backup,',
    '11 target not empty, 12 schema does not fit, 13 another run holds the lock, 14 database unreachable,',
    '130 and 143 stopped by a signal.',
].join('\n');
