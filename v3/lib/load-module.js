import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { defineConfig } from '../config/define-config.js';
import { exitCodes, RecordRejected, TaskError } from './errors.js';
import { defineTask } from './task/define-task.js';
/**
 * What `import … from 'record-tasks'` gives in a user's files, wherever this package is installed: the very
 * objects that run, so that a TaskError thrown there is one here. zx is loaded when `$` is first used.
 */
const ownPackage = {
    defineTask,
    defineConfig,
    TaskError,
    RecordRejected,
    exitCodes,
    get $() {
        return createRequire(import.meta.url)('zx/core').$;
    },
};
/** All that a user's .ts, .js or .mjs exports. */
export const loadExports = async (file) => {
    const { createJiti } = await import('jiti');
    const jiti = createJiti(file, {
        // Its cache lies in a folder that others can read, and a configuration may hold passwords.
        fsCache: false,
        moduleCache: false,
        interopDefault: false,
        virtualModules: { 'record-tasks': ownPackage },
    });
    return jiti.import(file);
};
/** The default export of a user's .ts, .js or .mjs, or the content of a .json. */
export const loadModule = async (file) => {
    if (file.endsWith('.json'))
        return JSON.parse(await readFile(file, 'utf8'));
    const { default: exported } = await loadExports(file);
    return exported;
};
