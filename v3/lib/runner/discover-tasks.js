import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { describeLoadFailure } from '../describe-load-failure.js';
import { loadModule } from '../load-module.js';
import { usageError } from './usage-error.js';
const isTaskFile = (name) => /\.(ts|js|mjs)$/.test(name) && !/\.d\.ts$|\.(test|spec)\.\w+$/.test(name) && !/^[._]/.test(name);
const taskFiles = (directory) => readdirSync(directory, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
    const path = join(directory, entry.name);
    if (entry.isDirectory())
        return /^[._]|^node_modules$/.test(entry.name) ? [] : taskFiles(path);
    return isTaskFile(entry.name) ? [path] : [];
});
/** `tasks/db/seed.ts` is `db.seed`. */
const taskName = (root, file) => relative(root, file)
    .replace(/\.\w+$/, '')
    .split(sep)
    .join('.');
/** This package's own folder: what lies in its `tasks/` are the built-in ones, whichever copy of them runs. */
const isOwnPackage = (directory) => {
    const file = join(directory, 'package.json');
    return existsSync(file) && JSON.parse(readFileSync(file, 'utf8')).name === 'record-tasks';
};
const loadTask = async (name, file) => {
    const loaded = await loadModule(file).catch((error) => {
        throw describeLoadFailure(`task ${name}`, file, error);
    });
    if (loaded === undefined) {
        throw usageError(`task ${name} is wrong: ${file} has no default export`, 'export default defineTask({…}), or begin the file’s name with _ where it is no task');
    }
    return loaded;
};
const refused = (message, hint) => async () => {
    throw usageError(message, hint);
};
/**
 * The user's own tasks: the files of `tasks/` beside the configuration, named after their files. Nothing is
 * loaded here. One that takes the name of another is an entry that fails.
 */
export const discoverTasks = (directory, builtIn) => {
    const root = join(directory, 'tasks');
    if (!existsSync(root) || isOwnPackage(directory))
        return [];
    const byName = new Map();
    for (const file of taskFiles(root)) {
        const name = taskName(root, file);
        const other = byName.get(name);
        let load = () => loadTask(name, file);
        if (builtIn.has(name))
            load = refused(`${file} has the name of the built-in task ${name}`, 'rename the file');
        if (other)
            load = refused(`task ${name} is there twice: ${other.file} and ${file}`, 'rename or remove one of them');
        byName.set(name, { name, file, load });
    }
    return [...byName.values()];
};
