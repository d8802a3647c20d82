import { placeOf } from './placed-table.js';
import { quoteName } from './quote.js';
/** Whether a record of the child, as `c`, refers to none. */
export function isOrphan(reference) {
    const hasReference = reference.key.columns.map((column) => `c.${quoteName(column)} IS NOT NULL`);
    const { parent } = reference;
    if (parent === undefined || parent.isEmpty)
        return hasReference.join(' AND ');
    return `${hasReference.join(' AND ')} AND NOT EXISTS (SELECT 1 FROM ${placeOf(parent)} AS p WHERE ${refersTo(reference)})`;
}
/**
 * As foreign keys compare: under the parent's collation, and with the parent's affinity alone, which is what the
 * plus is for (https://sqlite.org/datatype3.html, 4.2).
 */
export const refersTo = ({ key }) => key.columns
    .map((column, index) => `p.${quoteName(key.references.columns[index])} = +c.${quoteName(column)}`)
    .join(' AND ');
