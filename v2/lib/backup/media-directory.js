import { lstat, readlink, realpath } from 'node:fs/promises';
import path from 'node:path';
/** A media folder may be a link: the one behind it is meant, also while that one is not there. */
export async function behindLinks(folder) {
    const real = await realpath(folder).catch(() => undefined);
    if (real !== undefined)
        return real;
    const found = await lstat(folder).catch(() => undefined);
    if (!found?.isSymbolicLink())
        return folder;
    return behindLinks(path.resolve(path.dirname(folder), await readlink(folder)));
}
