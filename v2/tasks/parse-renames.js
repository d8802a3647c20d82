import { exitCodes, TaskError } from '../lib/errors.js';
/** `old=new` of the command line, divided at the first `=`, after those of the configuration. */
export function parseRenames(configured, given) {
    const renames = new Map(Object.entries(configured));
    const seen = new Set();
    for (const pair of given) {
        const at = pair.indexOf('=');
        if (at <= 0 || at === pair.length - 1)
            throw noRename(pair, 'is not of the form old=new');
        const from = pair.slice(0, at);
        if (seen.has(from))
            throw noRename(pair, `gives ${from} a second new name`);
        seen.add(from);
        renames.set(from, pair.slice(at + 1));
    }
    return Object.fromEntries(renames);
}
const noRename = (pair, reason) => new TaskError(`--rename ${JSON.stringify(pair)} ${reason}`, {
    exitCode: exitCodes.usage,
    hint: 'Examples: --rename parts=part, --rename part.nr=number.',
});
