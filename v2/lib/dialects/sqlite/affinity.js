/** What SQLite does to a value on its way into a column (https://sqlite.org/datatype3.html, 3.1). */
export function affinityOf(declared) {
    const type = declared.toUpperCase();
    if (type.includes('INT'))
        return 'integer';
    if (/CHAR|CLOB|TEXT/.test(type))
        return 'text';
    if (type === '' || type.includes('BLOB'))
        return 'blob';
    if (/REAL|FLOA|DOUB/.test(type))
        return 'real';
    return 'numeric';
}
/** As affinityOf; ANY means none in a STRICT table, and a number elsewhere (https://sqlite.org/stricttables.html). */
export const affinityIn = ({ options }, declared) => declared.toUpperCase() === 'ANY' && options?.includes('STRICT') ? 'blob' : affinityOf(declared);
