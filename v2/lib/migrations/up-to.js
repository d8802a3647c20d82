import { exitCodes, TaskError } from '../errors.js';
import { stemOf } from './migration-files.js';
/** The pending migrations up to and with `version`. TaskError 2 where it is unknown, ambiguous or behind. */
export function upTo(version, history) {
    const target = findVersion(version, history.files);
    const behind = history.applied.filter((name) => stemOf(name) > target.stem);
    if (behind.length > 0 && !history.pending.includes(target))
        throw goesBack(target, behind);
    return history.pending.filter((file) => file.stem <= target.stem);
}
function findVersion(version, files) {
    const stem = stemOf(version);
    const exact = files.find((file) => file.stem === stem);
    if (exact)
        return exact;
    const [first, ...others] = files.filter((file) => file.stem.startsWith(`${stem}_`));
    if (!first)
        throw wrong(`There is no migration ${version}`, `There are: ${listed(files)}`);
    if (others.length > 0)
        throw wrong(`${version} may be any of ${listed([first, ...others])}`, 'Give the whole name.');
    return first;
}
const goesBack = (target, behind) => wrong(`The database is past ${target.name} already: ${behind.join(', ')} ran after it`, '--to only goes forward. To go back: --down for the last batch, or a backup from before.');
const wrong = (message, hint) => new TaskError(message, { exitCode: exitCodes.usage, hint });
const listed = (files) => files.length === 0 ? 'none' : files.map((file) => file.name).join(', ');
