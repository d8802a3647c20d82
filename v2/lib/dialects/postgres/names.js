import { createHash } from 'node:crypto';
import { exitCodes, TaskError } from '../../errors.js';
/** PostgreSQL cuts longer names off without an error. */
export const longestName = 63;
/** Names of tables and columns are kept or refused: a shortened one would be another table. */
export function checkName(name, what) {
    const bytes = Buffer.byteLength(name);
    if (name === '') {
        throw new TaskError(`PostgreSQL takes no empty name: ${what}.`, {
            exitCode: exitCodes.schemaMismatch,
            hint: 'Give it one in the source or with --rename, or leave the table out with -x.',
        });
    }
    if (bytes <= longestName)
        return;
    throw new TaskError(`PostgreSQL takes names of up to ${longestName} bytes; ${what} has ${bytes}: ${JSON.stringify(name)}.`, {
        exitCode: exitCodes.schemaMismatch,
        hint: 'Give it a shorter one in the source or with --rename, or leave the table out with -x.',
    });
}
/** A name that is not in `used`, and joins it; shortened and told apart by a hash where it must be. */
export function uniqueName(wanted, used, context) {
    let name = fits(wanted) ? wanted : hashed(wanted, context);
    for (let turn = 1; used.has(name); turn++)
        name = hashed(wanted, `${context}\0${turn}`);
    used.add(name);
    return name;
}
const fits = (name) => name !== '' && Buffer.byteLength(name) <= longestName;
function hashed(name, context) {
    const hash = createHash('sha256').update(`${context}\0${name}`).digest('hex').slice(0, 8);
    let kept = name;
    while (Buffer.byteLength(kept) > longestName - 9)
        kept = [...kept].slice(0, -1).join('');
    return `${kept}_${hash}`;
}
