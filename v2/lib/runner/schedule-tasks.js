import { invocation } from './parse-command-line.js';
import { usageError } from './usage-error.js';
/**
 * Everything that a command line runs, in order: each task with its pre tasks before it and its post tasks
 * behind it, those once per command line. TaskError 2 for a circle, before anything has run.
 */
export const scheduleTasks = async (invocations, tasks) => {
    const planned = [];
    const done = new Set();
    const others = async (names, path) => {
        for (const name of names ?? []) {
            if (path.includes(name))
                throw usageError(`tasks run each other in a circle: ${[...path, name].join(' → ')}`);
            if (!done.has(name))
                await add(invocation(name, await loadOther(name, path, tasks)), path, false);
        }
    };
    const add = async (each, path, named) => {
        const own = [...path, each.name];
        await others(each.task.pre, own);
        // Named with nothing beyond its name, and run already for another's sake: once is enough.
        if (!(named &&
            each.bare &&
            done.has(each.name) &&
            !planned.some((one) => one.named && one.name === each.name))) {
            planned.push({ ...each, named });
        }
        done.add(each.name);
        await others(each.task.post, own);
    };
    for (const each of invocations)
        await add(each, [], true);
    return planned;
};
const loadOther = async (name, path, tasks) => {
    if (!tasks.has(name))
        throw usageError(`task ${path.at(-1)} wants task "${name}" to run with it, which does not exist`);
    return tasks.load(name);
};
