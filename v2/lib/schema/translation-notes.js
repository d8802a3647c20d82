const sentence = (table, what) => `${table.name}: ${what}`;
/**
 * What tables lack that are made in another database (Database.translate), in one voice for all engines. A reason may
 * be the source's own SQL, so no full stop follows it.
 */
export const translationNotes = {
    sentence,
    /** `what`: `the index by_name`. */
    lost: (table, what, reason) => sentence(table, `${what} is not carried over: ${reason}`),
    computed: (table, column, reason) => sentence(table, `${column} is computed in the source, and an ordinary column here${reason ? `: ${reason}` : ''}`),
    unnumbered: (table, column, reason) => sentence(table, `${column} gets no numbers by itself here: ${reason}`),
    sequence: ({ name }) => `The sequence ${name} has no place here: the engine has no sequences but those of columns.`,
    triggers: (table) => table.triggers?.length
        ? [sentence(table, `triggers are not carried over: ${table.triggers.join(', ')}`)]
        : [],
};
