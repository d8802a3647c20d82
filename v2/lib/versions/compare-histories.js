import { stemOf } from '../migrations/migration-files.js';
/** Compares two migration histories. Files of migrations are the same whether they are run as TypeScript or compiled. */
export function compareHistories(source, target) {
    if (source === null && target === null)
        return { order: 'same', onlySource: [], onlyTarget: [] };
    const onlySource = without(source, target);
    const onlyTarget = without(target, source);
    return { order: orderOf(source, target, onlySource, onlyTarget), onlySource, onlyTarget };
}
function orderOf(source, target, onlySource, onlyTarget) {
    if (source === null || target === null)
        return 'unknown';
    if (source.kind !== target.kind)
        return 'framework';
    if (onlySource.length === 0 && onlyTarget.length === 0)
        return 'same';
    const special = bySummary[source.kind];
    if (special !== undefined)
        return special(source.versions, target.versions);
    if (onlySource.length === 0)
        return 'older';
    return onlyTarget.length === 0 ? 'newer' : 'diverged';
}
/** Frameworks whose table has no list of migrations but where they have led to; of versions that differ. */
const bySummary = {
    // The heads: what led to them is in Alembic's files.
    alembic: () => 'unordered',
    // One number. None is a database before the first migration, or one whose last migration failed.
    'golang-migrate': ([source = ''], [target = '']) => {
        if (!/^\d+$/.test(source) || !/^\d+$/.test(target))
            return 'unordered';
        return BigInt(source) < BigInt(target) ? 'older' : 'newer';
    },
};
function without(history, other) {
    if (history === null)
        return [];
    const others = new Set(other?.kind === history.kind ? other.versions.map(stemOf) : []);
    return history.versions.filter((version) => !others.has(stemOf(version)));
}
