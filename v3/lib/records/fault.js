import { TaskError } from '../errors.js';
import { printable } from '../printable.js';
/** What an import fails with that was asked to list more than the first fault. */
export class FaultyRecords extends TaskError {
    /** In the order of the source; then those of keys and references. */
    faults;
    constructor(first, faults, count) {
        const more = count > 1 ? ` (and ${count - 1} more)` : '';
        super(first.message + more, { exitCode: first.exitCode, hint: first.hint, cause: first });
        this.faults = faults;
    }
}
/** `data.json, line 17: part (id=5), column code, value "M3": is longer than the 2 characters of the column`. */
export function describeFault({ table, line, record, key, column, value, reason }, sourceName) {
    const parts = Object.entries(key).map(([name, each]) => `${name}=${each}`);
    const where = [
        parts.length === 0 ? table : `${table} (${parts.join(', ')})`,
        column === undefined ? '' : `, column ${column}`,
        value === undefined ? '' : `, value ${value}`,
    ].join('');
    return printable(`${placeOf(line, record, sourceName)}${where}: ${reason}`);
}
function placeOf(line, record, sourceName) {
    if (line !== undefined)
        return `${sourceName}, line ${line}: `;
    return record === undefined ? '' : `${sourceName}, record ${record}: `;
}
