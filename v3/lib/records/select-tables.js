import picomatch from 'picomatch';
import { exitCodes, TaskError } from '../errors.js';
import { listNames } from './list-names.js';
/** The tables that a selection names. A glob that matches no table is an error: most likely a typing error. */
export function selectTables(tables, selection) {
    const include = selection.include ?? [];
    const exclude = selection.exclude ?? [];
    for (const glob of [...include, ...exclude]) {
        if (!tables.some(({ name }) => matchesGlob(name, glob)))
            throw matchesNothing(glob, tables);
    }
    const out = [...exclude, ...(selection.leaveOut ?? [])];
    return tables.filter(({ name }) => (include.length === 0 || include.some((glob) => matchesGlob(name, glob))) &&
        !out.some((glob) => matchesGlob(name, glob)));
}
/** A name stands for itself, whatever characters it has. */
export const matchesGlob = (name, glob) => name === glob || picomatch.isMatch(name, glob);
function matchesNothing(glob, tables) {
    const names = tables.map(({ name }) => name);
    return new TaskError(`No table matches ${JSON.stringify(glob)}`, {
        exitCode: exitCodes.usage,
        hint: names.length > 0 ? `There are: ${listNames(names, 10)}.` : 'There are no tables.',
    });
}
