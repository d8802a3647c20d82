const dated = new Set(['date', 'timestamp', 'timestamptz']);
/**
 * The table with columns of dates that take null, with a note for each that did not. Applications of MySQL write
 * `datetime NOT NULL DEFAULT '0000-00-00 00:00:00'`: where such dates become null, the column cannot stay as it was.
 * Which columns have them is not known before the records are read. Keys stay: they take no null anywhere.
 */
export function withNullableDates(renamed) {
    const { table } = renamed;
    const changed = table.columns.filter(({ name, type, nullable }) => dated.has(type) && !nullable && !table.primaryKey.includes(name));
    if (changed.length === 0)
        return renamed;
    return {
        ...renamed,
        table: {
            ...table,
            columns: table.columns.map((column) => changed.includes(column) ? { ...column, nullable: true } : column),
        },
        notes: [
            ...renamed.notes,
            ...changed.map(({ name }) => `${table.name}.${name} takes null here, for zero dates become null.`),
        ],
    };
}
