import { mapRecords } from './map-records.js';
import { policyOf } from './value-policies.js';
/** The mapping of the columns that are loaded; undefined where nothing is to be changed. */
export function planMapping({ source, columns }, { casts, capabilities, changed, ...policies }) {
    const mapping = { casts: [], policies: [] };
    for (const { source: column, target } of columns) {
        const index = source.columns.indexOf(column);
        const cast = casts?.get(index);
        const policy = policyOf(column, policies, capabilities, changed, `${source.name}.${column.name}`);
        if (cast !== undefined) {
            const marks = cast.mark === undefined ? {} : { marks: [cast.mark] };
            mapping.casts.push({ index, name: target.name, convert: cast.convert, ...marks });
        }
        if (policy !== undefined)
            mapping.policies.push({ index, name: target.name, ...policy });
    }
    return mapping.casts.length === 0 && mapping.policies.length === 0 ? undefined : mapping;
}
/** The table's batches as the target is to get them. */
export function mapTable(batches, { source }, mapping, onRefused) {
    if (mapping === undefined)
        return batches;
    const columns = source.columns.map(({ name }) => name);
    return [mapping.casts, mapping.policies].reduce((mapped, changes) => changes.length === 0 ? mapped : mapRecords(mapped, { columns, changes, onRefused }), batches);
}
