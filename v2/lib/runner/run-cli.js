import { existsSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { findConfig } from '../../config/find-config.js';
import { builtInTasks } from '../../tasks/index.js';
import { exitCodes } from '../errors.js';
import { version } from '../version.js';
import { describeError } from './describe-error.js';
import { discoverTasks } from './discover-tasks.js';
import { logForm } from './log-form.js';
import { parseCommandLine, parseLeading } from './parse-command-line.js';
import { printError } from './print-error.js';
import { taskSet } from './task-set.js';
import { usageError } from './usage-error.js';
const findPlace = (cwd, searchRoot) => {
    const from = resolve(cwd, searchRoot ?? '.');
    if (!existsSync(from) || !statSync(from).isDirectory()) {
        throw usageError(`--search-root ${searchRoot} is not a directory`);
    }
    const configFile = findConfig(from);
    return { cwd, configFile, directory: configFile === undefined ? from : dirname(configFile) };
};
const allTasks = (place) => {
    const builtIn = Object.entries(builtInTasks).map(([name, load]) => ({
        name,
        load: async () => (await load()).default,
    }));
    const own = place.configFile === undefined ? [] : discoverTasks(place.directory, new Set(Object.keys(builtInTasks)));
    const clashing = new Map(own.map((entry) => [entry.name, entry]));
    return taskSet([...builtIn, ...clashing.values()]);
};
const write = (io, text) => {
    io.stdout.write(text.endsWith('\n') ? text : `${text}\n`);
    return exitCodes.done;
};
const listOrHelp = async (io, flags, tasks, help) => {
    if (help !== undefined) {
        const { taskHelp } = await import('./task-help.js');
        return write(io, taskHelp(help, await tasks.load(help)));
    }
    if (flags.help) {
        const { generalHelp } = await import('./general-help.js');
        return write(io, await generalHelp(tasks));
    }
    const { listTasks } = await import('./list-tasks.js');
    return write(io, await listTasks(tasks, flags.json ? 'json' : flags.listFormat));
};
const run = async (io, leading) => {
    const { core, rest } = leading;
    if (core.version)
        return write(io, core.json ? JSON.stringify({ version }) : version);
    if (core.printCompletionScript) {
        const { completionScript } = await import('./completion-script.js');
        return write(io, completionScript(core.printCompletionScript));
    }
    const place = findPlace(io.cwd, core.searchRoot);
    const { loadEnvironment } = await import('../../config/load-environment.js');
    loadEnvironment(io.env, place.directory, core.envFile === undefined ? undefined : resolve(io.cwd, core.envFile));
    const tasks = allTasks(place);
    const { flags, invocations, help } = await parseCommandLine({ core, rest }, tasks);
    if (help !== undefined || flags.help || flags.list || invocations.length === 0)
        return listOrHelp(io, flags, tasks, help);
    const { runTasks } = await import('./run-tasks.js');
    const shown = await logged(io, invocations);
    return reporting(shown, flags, () => runTasks({ io: shown, place, tasks, flags, invocations }));
};
const logged = async (io, invocations) => {
    if (logForm(invocations) !== 'json')
        return io;
    const { jsonLines } = await import('./json-lines.js');
    return { ...io, stderr: jsonLines(io.stderr) };
};
/** What is wrong before a task begins is printed too. */
const reporting = async (io, { debug, json }, work) => {
    try {
        return await work();
    }
    catch (error) {
        const report = describeError(error);
        printError(io, report, debug);
        if (json) {
            const { message, hint, exitCode } = report;
            write(io, JSON.stringify({ ok: false, exitCode, error: { message, hint, exitCode } }));
        }
        return report.exitCode;
    }
};
/** What the completion scripts ask for. An error there would land in the middle of someone's typing, so there is none. */
const answerCompletion = async (io, given) => {
    try {
        const { complete, completionLines } = await import('./complete.js');
        const { core } = leadingOrNone(given);
        const place = findPlace(io.cwd, core.searchRoot);
        const databases = async () => {
            const { loadEnvironment } = await import('../../config/load-environment.js');
            const { loadConfig } = await import('../../config/load-config.js');
            loadEnvironment(io.env, place.directory);
            return Object.keys((await loadConfig(place, io.env)).databases);
        };
        write(io, completionLines(await complete(given, allTasks(place), databases)));
    }
    catch {
        // Nothing to offer.
    }
    return exitCodes.done;
};
const leadingOrNone = (given) => {
    try {
        return parseLeading(given.slice(0, -1));
    }
    catch {
        return { core: {} };
    }
};
/** Runs a command line. Never rejects; gives the exit code. */
export const runCli = async (argv, io) => {
    if (argv[0] === '--complete')
        return answerCompletion(io, argv.slice(argv[1] === '--' ? 2 : 1));
    if (argv.includes('--no-color'))
        io.env.NO_COLOR = '1';
    const flags = { debug: argv.includes('--debug'), json: argv.includes('--json') };
    return reporting(io, flags, async () => run(io, parseLeading(argv)));
};
