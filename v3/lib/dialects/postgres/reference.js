import { isComputed } from '../../schema/table.js';
import { byName, foreignKeyStatement, parentLocation } from './ddl.js';
import { locate, quoteLocation } from './location.js';
import { readTouched } from './suspension.js';
/** Of a table that is no partition and has none. */
export const plainPlace = { partitioned: false, root: null, condition: null };
/** Without those of children that will have no records. */
export function referencesOf(keys, find) {
    return keys.flatMap((key) => {
        const child = find(key.child, key.childPlace);
        if (!child || !key.enforced)
            return [];
        return [
            {
                name: key.name,
                child,
                parent: find(key.parent, key.parentPlace),
                parentLocation: key.parent,
                columns: key.childColumns,
                parentColumns: key.parentColumns,
                collations: key.collations,
                nullable: key.nullable,
                full: key.full,
            },
        ];
    });
}
/** Of tables that the load makes: those whose parents there are. */
export async function newReferences({ session, schemas }, created, find) {
    const named = byName(created);
    const keys = created.flatMap((table) => table.foreignKeys.map((key) => ({ table, key })));
    const parents = await readTouched(session, keys.map(({ key }) => parentLocation(key, schemas, named)));
    const partitioned = new Map(parents.map((parent) => [quoteLocation(parent), parent.partitioned]));
    for (const table of created)
        partitioned.set(quoteLocation(locate(table, schemas)), false);
    return keys.flatMap(({ table, key }) => {
        const child = locate(table, schemas);
        const parent = parentLocation(key, schemas, named);
        const isPartitioned = partitioned.get(quoteLocation(parent));
        if (isPartitioned === undefined)
            return [];
        const columns = table.columns.filter(({ name }) => key.columns.includes(name));
        const reference = {
            name: key.name,
            child: find(child, plainPlace),
            parent: find(parent, { ...plainPlace, partitioned: isPartitioned }),
            parentLocation: parent,
            columns: key.columns,
            parentColumns: key.references.columns,
            collations: [],
            nullable: columns.every((column) => column.nullable && !isComputed(column)),
            full: key.match === 'full',
        };
        return [
            {
                reference,
                sql: foreignKeyStatement(key, quoteLocation(child), quoteLocation(parent)),
                table: table.name,
            },
        ];
    });
}
/** By where they are. */
export const loadedTables = (plan, schemas) => new Map(plan.loads.map(({ target }) => [quoteLocation(locate(target, schemas)), target]));
export const rootOf = (location, { root }) => root ?? location;
/** Finds the tables themselves. */
export function findReal(loaded) {
    return (location, place) => {
        const table = quoteLocation(rootOf(location, place));
        const description = loaded.get(table);
        return {
            location,
            table,
            relation: `${place.partitioned ? '' : 'ONLY '}${quoteLocation(location)}`,
            isLoaded: description !== undefined,
            ...(description === undefined ? {} : { description }),
        };
    };
}
