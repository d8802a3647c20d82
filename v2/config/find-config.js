import { existsSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
/** In the order in which they are preferred within one folder. */
export const configNames = ['tasks.config.ts', 'tasks.config.js', 'tasks.config.mjs', 'tasks.config.json'];
/** The nearest tasks.config file, from a folder upwards; undefined where there is none. */
export const findConfig = (from) => {
    for (let directory = from;; directory = dirname(directory)) {
        const found = configNames
            .map((name) => join(directory, name))
            .find((file) => existsSync(file) && statSync(file).isFile());
        if (found !== undefined)
            return found;
        if (dirname(directory) === directory)
            return undefined;
    }
};
