import { suggestHint } from '../suggest.js';
import { checkTask } from './check-task.js';
import { usageError } from './usage-error.js';
const once = (make) => {
    let made;
    return () => {
        made ??= make();
        return made;
    };
};
const unknownTask = (name, names) => {
    const hint = suggestHint(name, names, 'tasks');
    return usageError(`there is no task "${name}"`, hint.startsWith('did') ? hint : 'tasks --list shows the tasks');
};
export const taskSet = (given) => {
    const byName = new Map();
    for (const entry of given) {
        const load = once(async () => checkTask(entry.name, await entry.load(), entry.file));
        byName.set(entry.name, { ...entry, load });
    }
    const entry = (name) => {
        const found = byName.get(name);
        if (!found)
            throw unknownTask(name, [...byName.keys()]);
        return found;
    };
    return {
        entries: [...byName.values()],
        has: (name) => byName.has(name),
        entry,
        load: async (name) => entry(name).load(),
    };
};
