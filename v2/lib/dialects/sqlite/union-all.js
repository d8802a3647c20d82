/** SQLite takes no more SELECTs beside each other. */
const compoundLimit = 400;
/** Any number of SELECTs as one statement. Columns are named as in the first. */
export function unionAll(selects) {
    if (selects.length <= compoundLimit)
        return selects.join('\nUNION ALL ');
    const groups = [];
    for (let from = 0; from < selects.length; from += compoundLimit) {
        groups.push(`SELECT * FROM (${unionAll(selects.slice(from, from + compoundLimit))})`);
    }
    return unionAll(groups);
}
