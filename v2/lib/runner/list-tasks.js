import { columns } from './columns.js';
import { describeError } from './describe-error.js';
const listed = async (entry) => {
    const own = entry.file === undefined ? {} : { file: entry.file };
    try {
        return { name: entry.name, summary: (await entry.load()).summary, ...own };
    }
    catch (error) {
        return { name: entry.name, summary: '', ...own, error: describeError(error).message };
    }
};
/** Every task with its summary; one that is broken, with what is wrong. Never rejects. */
export const listedTasks = async (tasks) => {
    const all = [];
    for (const entry of tasks.entries)
        all.push(await listed(entry));
    return all;
};
const row = (task, name = task.name) => [
    name,
    task.error === undefined ? task.summary : `broken: ${task.error}`,
];
const sections = (tasks) => {
    const builtIn = tasks.filter((task) => task.file === undefined);
    const own = tasks.filter((task) => task.file !== undefined);
    return [
        ['Tasks:', builtIn],
        ['Your own:', own],
    ];
};
const flat = (tasks) => sections(tasks)
    .filter(([, each]) => each.length > 0)
    .flatMap(([title, each], index) => [
    ...(index > 0 ? [''] : []),
    title,
    ...columns(each.map((task) => row(task))),
]);
/** Tasks of a folder under its name. */
const nested = (tasks) => {
    const rows = [];
    const seen = new Set();
    for (const task of [...tasks].sort((a, b) => (a.file === undefined ? 0 : 1) - (b.file === undefined ? 0 : 1))) {
        const parts = task.name.split('.');
        parts.slice(0, -1).forEach((part, depth) => {
            const group = parts.slice(0, depth + 1).join('.');
            if (!seen.has(group))
                rows.push([`${'  '.repeat(depth)}${part}`, '']);
            seen.add(group);
        });
        rows.push([...row(task, `${'  '.repeat(parts.length - 1)}${parts.at(-1)}`)]);
    }
    return ['Tasks:', ...columns(rows)];
};
export const listTasks = async (tasks, format) => {
    const all = await listedTasks(tasks);
    if (format === 'json')
        return JSON.stringify({ tasks: all }, null, 2);
    const lines = format === 'nested' ? nested(all) : flat(all);
    return [
        ...lines,
        '',
        'tasks <task> --help shows the options of one, tasks --help those of the runner.',
    ].join('\n');
};
