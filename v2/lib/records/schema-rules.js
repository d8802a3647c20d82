import { columnTypes } from '../schema/table.js';
import { suggest } from '../suggest.js';
const described = (value) => {
    const text = JSON.stringify(value);
    if (text === undefined)
        return 'nothing';
    return text.length > 60 ? `${text.slice(0, 60)}…` : text;
};
const whereOf = ({ path, named }) => `${path === '' ? 'the document' : path}${named === '' ? '' : ` (${named})`}`;
const refuse = (value, place, takes, problems, near) => {
    const meant = near === undefined ? '' : ` (did you mean ${JSON.stringify(near)}?)`;
    problems.push(`${whereOf(place)} got ${described(value)}, and takes ${takes}${meant}`);
};
const rule = (takes, fits) => (value, place, problems) => {
    if (!fits(value))
        refuse(value, place, takes, problems);
};
const isText = (value) => typeof value === 'string';
const text = rule('a text', isText);
const name = rule('a name', (value) => isText(value) && value !== '');
/** SQLite: a column may have no type, and a constraint no name. */
const maybeEmpty = text;
const flag = rule('true; leave it out otherwise', (value) => value === true);
const yesOrNo = rule('true or false', (value) => typeof value === 'boolean');
const count = rule('a whole number', (value) => Number.isSafeInteger(value));
const whole = rule('a whole number, as a text beyond 2^53-1', (value) => Number.isSafeInteger(value) || (isText(value) && /^-?\d+$/.test(value)));
const scalar = rule('a text, a number, true or false', (value) => ['string', 'number', 'boolean'].includes(typeof value));
const oneOf = (choices) => (value, place, problems) => {
    if (choices.includes(value))
        return;
    const near = isText(value) ? suggest(value, choices.map(String)) : undefined;
    refuse(value, place, choices.map((choice) => JSON.stringify(choice)).join(', '), problems, near);
};
const listOf = (item, takes) => (value, place, problems) => {
    if (!Array.isArray(value))
        return refuse(value, place, takes, problems);
    for (const [index, each] of value.entries()) {
        const called = each?.name;
        const named = isText(called) ? (place.named === '' ? called : `${place.named}.${called}`) : place.named;
        item(each, { path: `${place.path}[${index}]`, named }, problems);
    }
};
const isObject = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);
const objectOf = (needed, optional = {}) => (value, place, problems) => {
    if (!isObject(value))
        return refuse(value, place, 'an object', problems);
    const rules = { ...needed, ...optional };
    const at = (key) => ({
        ...place,
        path: place.path === '' ? key : `${place.path}.${key}`,
    });
    for (const key of Object.keys(needed)) {
        if (!Object.hasOwn(value, key))
            problems.push(`${whereOf(at(key))} is missing`);
    }
    for (const [key, each] of Object.entries(value)) {
        if (Object.hasOwn(rules, key))
            rules[key](each, at(key), problems);
        else
            problems.push(unknownKey(at(/^\w+$/.test(key) ? key : JSON.stringify(key)), key, Object.keys(rules)));
    }
};
function unknownKey(place, key, known) {
    const near = suggest(key, known);
    const keys = near === undefined ? `there are: ${known.join(', ')}` : `did you mean "${near}"?`;
    return `${whereOf(place)} is no key that is known here (${keys})`;
}
const names = listOf(name, 'a list of names');
const actions = oneOf(['no action', 'restrict', 'cascade', 'set null', 'set default']);
const deferrable = oneOf(['immediate', 'deferred']);
const defaultRule = (value, place, problems) => {
    const keys = isObject(value) ? Object.keys(value) : [];
    const rules = { value: scalar, now: flag, native: text };
    if (keys.length !== 1 || rules[keys[0]] === undefined) {
        return refuse(value, place, '{"value": …}, {"now": true} or {"native": "SQL"}', problems);
    }
    objectOf({}, rules)(value, place, problems);
};
const column = objectOf({ name, type: oneOf(columnTypes), native: maybeEmpty, nullable: yesOrNo }, {
    bits: oneOf([8, 16, 24, 32, 64]),
    unsigned: flag,
    precision: count,
    scale: count,
    length: count,
    fixed: flag,
    values: listOf(text, 'a list of texts'),
    element: oneOf(columnTypes),
    byValue: flag,
    generated: oneOf(['identity', 'always', 'stored', 'virtual']),
    expression: text,
    next: whole,
    sequence: objectOf({}, { name: text, options: text, fresh: flag }),
    default: defaultRule,
    types: listOf(objectOf({ name: text, definition: text }), 'a list of types'),
    collation: text,
    form: text,
});
const unique = objectOf({ name: maybeEmpty, columns: names }, { index: flag, nullsNotDistinct: flag, deferrable });
const index = objectOf({ name: maybeEmpty, columns: names }, { unique: flag, definition: text });
const foreignKey = objectOf({
    name: maybeEmpty,
    columns: names,
    references: objectOf({ table: name, columns: names }),
    onDelete: actions,
    onUpdate: actions,
}, { onDeleteColumns: names, match: oneOf(['full']), deferrable });
const table = objectOf({
    name,
    columns: listOf(column, 'a list of columns'),
    primaryKey: names,
    uniques: listOf(unique, 'a list of uniques'),
    indexes: listOf(index, 'a list of indexes'),
    foreignKeys: listOf(foreignKey, 'a list of foreign keys'),
}, { schema: name, triggers: names, options: text });
const sequence = objectOf({ name, increment: whole }, {
    schema: name,
    minimum: whole,
    maximum: whole,
    start: whole,
    cycles: flag,
    cache: whole,
    type: text,
    next: whole,
    fresh: flag,
});
const history = (value, place, problems) => {
    if (value !== null)
        objectOf({ kind: name, versions: listOf(text, 'a list of texts') })(value, place, problems);
};
const document = objectOf({
    format: text,
    version: count,
    source: objectOf({ engine: name }, { version: text, database: text }),
    schema: history,
    tables: listOf(table, 'a list of tables'),
}, { sequences: listOf(sequence, 'a list of sequences'), created: text, tool: text });
/** Everything in a schema document that is of no use, a sentence each: place, what it got, what it takes. */
export function schemaProblems(value) {
    const problems = [];
    document(value, { path: '', named: '' }, problems);
    return problems.length > 0 ? problems : nameProblems(value);
}
/** Names that stand for nothing, or twice for one thing. */
function nameProblems({ tables, sequences = [] }) {
    const byName = new Map(tables.map((each) => [each.name, each]));
    return [
        ...twice(tables, 'tables', ''),
        ...twice(sequences, 'sequences', ''),
        ...tables.flatMap((each, at) => tableProblems(each, `tables[${at}]`, byName)),
    ];
}
function tableProblems(each, path, byName) {
    const missing = (columns, owner, where) => columns
        .filter((wanted) => !owner.columns.some((candidate) => candidate.name === wanted))
        .map((wanted) => noColumn(wanted, owner, `${path}.${where} (${each.name})`));
    return [
        ...twice(each.columns, `${path}.columns`, each.name),
        ...missing(each.primaryKey, each, 'primaryKey'),
        ...each.uniques.flatMap(({ columns }, at) => missing(columns, each, `uniques[${at}].columns`)),
        ...each.indexes.flatMap(({ columns }, at) => missing(columns, each, `indexes[${at}].columns`)),
        ...each.foreignKeys.flatMap(({ columns, references }, at) => {
            const parent = byName.get(references.table);
            return [
                ...missing(columns, each, `foreignKeys[${at}].columns`),
                ...(parent ? missing(references.columns, parent, `foreignKeys[${at}].references.columns`) : []),
            ];
        }),
    ];
}
function noColumn(wanted, owner, where) {
    const near = suggest(wanted, owner.columns.map((candidate) => candidate.name));
    const meant = near === undefined ? '' : ` (did you mean ${JSON.stringify(near)}?)`;
    return `${where} names ${JSON.stringify(wanted)}, and ${owner.name} has no such column${meant}`;
}
function twice(items, path, owner) {
    const seen = new Set();
    return items.flatMap((item, at) => seen.size === seen.add(item.name).size
        ? [
            `${path}[${at}]${owner === '' ? '' : ` (${owner})`} has the name ${JSON.stringify(item.name)} a second time`,
        ]
        : []);
}
