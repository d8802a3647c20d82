/** What makes up a logical type, in an order that never changes. */
export const logicalProperties = [
    'type',
    'bits',
    'unsigned',
    'precision',
    'scale',
    'length',
    'fixed',
    'values',
    'element',
    'byValue',
];
/** The logical type of a column and nothing else, its properties in an order that never changes. */
export const logicalOf = (column) => Object.fromEntries(logicalProperties.flatMap((property) => column[property] === undefined ? [] : [[property, column[property]]]));
const toRemember = (column) => ({
    ...logicalOf(column),
    ...(column.form === undefined || column.type === 'json' ? {} : { form: column.form }),
});
const mark = 'record-tasks:';
/**
 * The comment by which a column that is read as `found` is known to mean `meant` (docs/dump-format.md, "Types that
 * an engine lacks"); undefined where it needs none.
 */
export function typeComment(found, meant) {
    const wanted = JSON.stringify(toRemember(meant));
    return JSON.stringify(logicalOf(found)) === wanted ? undefined : mark + wanted;
}
/** What a comment remembers; undefined for somebody's own comment. */
export function rememberedType(comment) {
    if (!comment.startsWith(mark))
        return undefined;
    try {
        const remembered = JSON.parse(comment.slice(mark.length));
        return typeof remembered.type === 'string' ? toRemember(remembered) : undefined;
    }
    catch {
        return undefined;
    }
}
