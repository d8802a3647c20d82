import { coreOptions } from './core-options.js';
import { listedTasks } from './list-tasks.js';
import { optionTable } from './option-table.js';
const nothing = { candidates: [] };
const taskCandidates = async (tasks) => (await listedTasks(tasks)).map(({ name, summary }) => ({ value: name, description: summary }));
const kindOf = async (kind, position) => {
    if (kind === 'file' || kind === 'directory')
        return { candidates: [], takeover: `:${kind}` };
    if (kind === 'task')
        return { candidates: await taskCandidates(position.tasks) };
    if (kind === 'database')
        return { candidates: (await position.databases()).map((value) => ({ value })) };
    return nothing;
};
const valuesOf = async (option, position) => {
    if (option.type === 'boolean')
        return nothing;
    if (option.choices)
        return { candidates: option.choices.map((value) => ({ value })) };
    return kindOf(option.complete, position);
};
const optionCandidates = (position) => {
    const seen = new Map();
    for (const [written, { option }] of position.table) {
        if (written.startsWith('--'))
            seen.set(written, { value: written, description: option.help });
    }
    return [...seen.values()];
};
/** The option in a word that waits for its value in the next. */
const awaitedBy = (word, table) => {
    if (word.startsWith('--')) {
        const option = word.includes('=') ? undefined : table.get(word)?.option;
        return option?.type === 'boolean' ? undefined : option;
    }
    for (let index = 1; index < word.length; index++) {
        const option = table.get(`-${word[index]}`)?.option;
        if (option === undefined)
            return undefined;
        if (option.type !== 'boolean')
            return index === word.length - 1 ? option : undefined;
    }
    return undefined;
};
/** Moves over one finished word. What is wrong on the line is not completion's business. */
const advance = async (position, word) => {
    if (position.awaiting) {
        position.awaiting = undefined;
        return;
    }
    if (word.startsWith('-') && word !== '-') {
        position.awaiting = awaitedBy(word, position.table);
        return;
    }
    if (!position.tasks.has(word)) {
        position.taken++;
        return;
    }
    const task = await position.tasks.load(word).catch(() => undefined);
    position.task = word;
    position.table = optionTable(coreOptions, task?.options);
    position.positionals = task?.positionals ?? [];
    position.taken = 0;
};
const merge = (first, second) => {
    const takeover = first.takeover ?? second.takeover;
    return { candidates: [...first.candidates, ...second.candidates], ...(takeover ? { takeover } : {}) };
};
/**
 * What can stand in place of the last word, which may be empty. `databases` is asked only where a database
 * name is wanted. Never rejects.
 */
export const complete = async (given, tasks, databases) => {
    const current = given.at(-1) ?? '';
    const position = {
        tasks,
        databases: () => databases().catch(() => []),
        task: undefined,
        table: optionTable(coreOptions),
        positionals: [],
        taken: 0,
        awaiting: undefined,
    };
    for (const word of given.slice(0, -1))
        await advance(position, word);
    const found = await completionsAt(position, current);
    return { ...found, candidates: found.candidates.filter(({ value }) => value.startsWith(current)) };
};
const completionsAt = async (position, current) => {
    if (position.awaiting)
        return valuesOf(position.awaiting, position);
    const equals = current.indexOf('=');
    if (current.startsWith('--') && equals > 0) {
        const written = current.slice(0, equals);
        const known = position.table.get(written);
        if (!known)
            return nothing;
        const values = await valuesOf(known.option, position);
        return {
            ...values,
            candidates: values.candidates.map((each) => ({ ...each, value: `${written}=${each.value}` })),
        };
    }
    if (current.startsWith('-'))
        return { candidates: optionCandidates(position) };
    const own = await kindOf(position.positionals[position.taken]?.complete, position);
    return merge(own, { candidates: await taskCandidates(position.tasks) });
};
/** A line for each: the word, a tab, what it is; then where the shell takes over. The scripts of completion-script.ts read it. */
export const completionLines = ({ candidates, takeover }) => [
    ...candidates.map(({ value, description }) => (description ? `${value}\t${description}` : value)),
    ...(takeover ? [takeover] : []),
].join('\n');
