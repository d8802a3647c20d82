import { optionName } from '../task/option-name.js';
import { usageError } from './usage-error.js';
const optionTypes = ['boolean', 'string', 'number'];
const problem = (task) => {
    if (typeof task !== 'object' || task === null)
        return 'its default export is not made by defineTask';
    if (typeof task.summary !== 'string')
        return 'its summary is missing';
    if (typeof task.steps !== 'function')
        return 'its steps are not a function';
    const written = new Map();
    for (const [key, option] of Object.entries(task.options ?? {})) {
        if (!optionTypes.includes(option?.type))
            return `option ${key} has the type ${option?.type}, and may have ${optionTypes.join(', ')}`;
        if (option.short !== undefined && !/^[a-zA-Z0-9]$/.test(option.short))
            return `option ${key} has the short form "${option.short}", and may have one letter`;
        for (const form of [
            `--${optionName(key)}`,
            ...(option.short === undefined ? [] : [`-${option.short}`]),
        ]) {
            if (written.has(form))
                return `options ${written.get(form)} and ${key} are both written ${form}`;
            written.set(form, key);
        }
    }
    if (written.has('--help'))
        return 'option help is the runner’s own';
    return undefined;
};
/** Gives a loaded task back, or TaskError 2 that says what is wrong with it. */
export const checkTask = (name, task, file) => {
    const wrong = problem(task);
    if (wrong !== undefined)
        throw usageError(`task ${name} is wrong: ${wrong}`, file && `it is in ${file}`);
    return task;
};
