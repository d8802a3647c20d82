import { readFileSync } from 'node:fs';
import path from 'node:path';
/** The package's version: its package.json lies beside lib/ in a clone, and above dist/ where it is built. */
export const version = readVersion(import.meta.dirname);
export const toolName = `record-tasks ${version}`;
function readVersion(folder) {
    try {
        const text = readFileSync(path.join(folder, 'package.json'), 'utf8');
        return JSON.parse(text).version;
    }
    catch (error) {
        if (path.dirname(folder) === folder)
            throw error;
        return readVersion(path.dirname(folder));
    }
}
