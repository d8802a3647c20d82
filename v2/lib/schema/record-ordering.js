const writtenTypes = new Set(['json', 'array', 'range', 'geometry', 'other']);
/** Of the primary key, else of all columns. */
export function recordOrdering({ columns, primaryKey, }) {
    const ordering = primaryKey.length === 0 ? columns : primaryKey.map((name) => columns.find((it) => it.name === name));
    return {
        byValue: ordering.filter(({ type }) => !writtenTypes.has(type)),
        asWritten: ordering.filter(({ type }) => writtenTypes.has(type)),
    };
}
