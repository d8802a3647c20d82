import { RecordRejected } from '../../errors.js';
/** Whether SQLite objects to a record, rather than to anything else. */
export function isRefusal(error) {
    const code = error.code;
    return code === 'SQLITE_CONSTRAINT' || code === 'SQLITE_MISMATCH' || code === 'SQLITE_TOOBIG';
}
/** SQLite's message in our words: `SQLITE_CONSTRAINT: UNIQUE constraint failed: part.name, part.revision`. */
export function refusal(cause, row, batch) {
    const { reason, column } = explain(cause.message.replace(/^SQLITE_\w+: /, ''));
    return new RecordRejected(reason, { row, batch, cause, column });
}
function explain(message) {
    const [, kind, what = ''] = /^(UNIQUE|NOT NULL|CHECK) constraint failed: (.*)$/s.exec(message) ?? [];
    const columns = what.split(', ').map((name) => name.slice(name.indexOf('.') + 1));
    if (kind === 'NOT NULL')
        return { reason: 'must not be null', column: columns[0] };
    if (kind === 'UNIQUE') {
        return columns.length === 1
            ? { reason: 'is in the table already, and must be unique', column: columns[0] }
            : { reason: `has the same ${columns.join(', ')} as another record, which must be unique` };
    }
    if (kind === 'CHECK')
        return { reason: `breaks the check ${what}` };
    const typed = /^cannot store (\w+) value in (\w+) column .*\.(.*)$/s.exec(message);
    if (typed)
        return { reason: `is ${typed[1]}, and the column takes only ${typed[2]}`, column: typed[3] };
    return { reason: `is refused by SQLite: ${message}` };
}
