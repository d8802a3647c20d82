import { suggest } from '../suggest.js';
import { optionName } from '../task/option-name.js';
import { coreOptions, leadingOnly } from './core-options.js';
import { optionTable, takeOptions, words } from './option-table.js';
import { usageError } from './usage-error.js';
const coreFlags = (values) => ({
    list: values.list === true,
    listFormat: values.listFormat ?? 'flat',
    help: values.help === true,
    version: values.version === true,
    dry: values.dry === true,
    echo: values.echo === true,
    quiet: values.quiet === true,
    yes: values.yes === true,
    json: values.json === true,
    debug: values.debug === true,
    searchRoot: values.searchRoot,
    envFile: values.envFile,
    noColor: values.noColor === true,
    printCompletionScript: values.printCompletionScript,
});
const unknownCore = (written, known) => {
    const near = suggest(written, known);
    const hint = near === undefined
        ? "a task's options go after its name; tasks --help shows the core options"
        : `did you mean ${near}?`;
    return usageError(`there is no core option ${written}`, hint);
};
/** The core options before the first task, and the words from the first task on. */
export const parseLeading = (argv) => {
    const table = optionTable(coreOptions);
    const core = {};
    const given = words(argv);
    let taken = 0;
    const counted = {
        peek: given.peek,
        next: () => {
            taken++;
            return given.next();
        },
    };
    for (let word = counted.peek(); word !== undefined; word = counted.peek()) {
        if (!word.startsWith('-') || word === '-')
            break;
        counted.next();
        if (word === '--')
            break;
        takeOptions(word, counted, table, {}, core, (written) => unknownCore(written, table.keys()));
    }
    return { core, rest: argv.slice(taken) };
};
const unknownOption = (written, name, table) => {
    const near = suggest(written, table.keys());
    const hint = near === undefined ? `tasks ${name} --help shows its options` : `did you mean ${near}?`;
    return usageError(`${name} has no option ${written}`, hint);
};
const defaultOf = (option) => {
    if (option.type === 'boolean')
        return false;
    if (option.multiple)
        return [...(option.default ?? [])];
    return option.default;
};
const completeOptions = (name, options, given) => {
    const values = {};
    for (const [key, option] of Object.entries(options)) {
        if (option.type !== 'boolean' && option.required && !(key in given)) {
            throw usageError(`${name} needs --${optionName(key)}`, `tasks ${name} --help shows its options`);
        }
        values[key] = given[key] ?? defaultOf(option);
    }
    return values;
};
const mayBeLeftOut = (positional) => positional.optional === true || positional.default !== undefined;
const completePositionals = (name, positionals, given) => {
    const values = {};
    positionals.forEach((positional, index) => {
        const words = positional.multiple ? given.slice(index) : given.slice(index, index + 1);
        if (words.length === 0 && !mayBeLeftOut(positional)) {
            throw usageError(`${name} needs ${positional.name.toUpperCase()}`, `tasks ${name} --help shows how it is called`);
        }
        if (!positional.multiple)
            values[positional.name] = words[0] ?? positional.default;
        else
            values[positional.name] =
                words.length === 0 && positional.default !== undefined ? [positional.default] : words;
    });
    return values;
};
/** A task as pre and post tasks run it: with nothing but its defaults. */
export const invocation = (name, task, given = { options: {}, positionals: [] }) => ({
    name,
    task,
    options: completeOptions(name, task.options ?? {}, given.options),
    positionals: completePositionals(name, task.positionals ?? [], given.positionals),
    bare: Object.keys(given.options).length === 0 && given.positionals.length === 0,
});
/** Whether a word after the task belongs to it, rather than being the next task's name. */
const isPositional = (word, taken, positionals, tasks) => {
    const next = positionals[Math.min(taken, positionals.length - 1)];
    if (!next || (taken >= positionals.length && !next.multiple))
        return false;
    const required = taken < positionals.length && !mayBeLeftOut(next);
    return required || !tasks.has(word);
};
/**
 * The tasks of a command line with their options, checked. `help` names the task whose help is asked for;
 * what stands behind that wish is not looked at.
 */
export const parseCommandLine = async (leading, tasks) => {
    const core = { ...leading.core };
    const rest = words(leading.rest);
    const invocations = [];
    for (let name = rest.next(); name !== undefined; name = rest.next()) {
        if (core.help) {
            await tasks.load(name);
            return { flags: coreFlags(core), invocations: [], help: name };
        }
        if (name.startsWith('-'))
            throw unknownCore(name, []);
        const task = await tasks.load(name);
        const table = optionTable(coreOptions, task.options);
        const options = {};
        const positionals = [];
        for (let word = rest.peek(); word !== undefined; word = rest.peek()) {
            if (word === '--') {
                rest.next();
                for (let each = rest.next(); each !== undefined; each = rest.next())
                    positionals.push(each);
                break;
            }
            if (word.startsWith('-') && word !== '-') {
                rest.next();
                takeOptions(word, rest, table, options, core, (written) => unknownOption(written, name, table));
                refuseLeadingOnly(word, core, leading.core);
                if (core.help)
                    return { flags: coreFlags(core), invocations: [], help: name };
                continue;
            }
            if (!isPositional(word, positionals.length, task.positionals ?? [], tasks))
                break;
            positionals.push(rest.next());
        }
        refuseSurplus(name, task, positionals);
        invocations.push(invocation(name, task, { options, positionals }));
    }
    return { flags: coreFlags(core), invocations };
};
const refuseLeadingOnly = (word, core, leading) => {
    const late = Object.keys(core).find((key) => leadingOnly.has(key) && !(key in leading));
    if (late !== undefined)
        throw usageError(`${word} stands behind a task`, `--${optionName(late)} goes before the first task`);
};
const refuseSurplus = (name, task, given) => {
    const positionals = task.positionals ?? [];
    if (given.length <= positionals.length || positionals.at(-1)?.multiple)
        return;
    throw usageError(`${name} does not take "${given[positionals.length]}"`, `tasks ${name} --help shows how it is called`);
};
