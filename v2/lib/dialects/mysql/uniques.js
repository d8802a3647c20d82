import { primaryName } from './catalog.js';
import { quoteName } from './sql-text.js';
/** The primary key is first, under the name that the server gives it. */
export function uniquesOf({ primaryKey, uniques, indexes }) {
    return [
        ...(primaryKey.length === 0 || indexes.some(({ name }) => name === primaryName)
            ? []
            : [{ name: primaryName, parts: primaryKey.map(wholeColumn) }]),
        ...uniques.map(({ name, columns }) => ({ name, parts: columns.map(wholeColumn) })),
        ...indexes
            .filter(({ unique }) => unique)
            .map(({ name, columns, definition }) => ({
            name,
            parts: definition === undefined ? columns.map(wholeColumn) : definedParts(definition),
        })),
    ];
}
const wholeColumn = (column) => ({
    definition: quoteName(column),
    sql: quoteName(column),
    column,
});
/** Of our own `CREATE UNIQUE INDEX … ON … (…)` and `ALTER TABLE … ADD PRIMARY KEY (…)`. */
function definedParts(definition) {
    const tokens = definition.match(/`(?:[^`]|``)*`|'(?:[^'\\]|''|\\.)*'|"(?:[^"\\]|""|\\.)*"|[(),]|[^`'"(),]+/gs) ?? [];
    const parts = [];
    let depth = 0;
    for (const token of tokens) {
        if (token === ')' && --depth === 0)
            break;
        if (depth > 0 && !(depth === 1 && token === ','))
            parts[parts.length - 1] += token;
        if (depth === 1 && token === ',')
            parts.push('');
        if (token !== '(')
            continue;
        if (depth++ === 0)
            parts.push('');
    }
    return parts.map((part) => keyPart(part.trim().replace(/ DESC$/, '')));
}
function keyPart(definition) {
    const [, name, length] = /^`((?:[^`]|``)+)`(?:\((\d+)\))?$/s.exec(definition) ?? [];
    if (name === undefined)
        return { definition, sql: definition, column: undefined };
    const column = name.replaceAll('``', '`');
    const sql = length === undefined ? quoteName(column) : `LEFT(${quoteName(column)}, ${length})`;
    return { definition, sql, column };
}
