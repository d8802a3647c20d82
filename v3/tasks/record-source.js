import path from 'node:path';
import { resolveDatabase } from '../config/resolve-database.js';
import { exitCodes, TaskError } from '../lib/errors.js';
/** What `-f FILE` or `--from NAME|URL` means: a dump, `data.json` where neither is given, or a database. */
export function resolveSource({ config, cwd, stdin }, { filename, from }) {
    if (filename !== undefined && from !== undefined)
        throw twoSources();
    if (from !== undefined) {
        const database = resolveDatabase(config, from, cwd);
        return { address: { database }, display: database.display };
    }
    if (filename === '-')
        return { address: { file: stdin }, display: 'standard input' };
    const name = filename ?? 'data.json';
    return { address: { file: path.resolve(cwd, name) }, display: name };
}
const twoSources = () => new TaskError('-f and --from name two sources of records', {
    exitCode: exitCodes.usage,
    hint: 'Give one of them: a dump with -f, or a database with --from.',
});
