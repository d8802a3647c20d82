import { columnNamed, mayBecomeNull } from './found-records.js';
import { isOrphan, refersTo } from './orphan-sql.js';
import { placeOf } from './placed-table.js';
import { quoteName } from './quote.js';
import { isRefusal } from './refusal.js';
/** Does with loaded orphans what the policy says; what it cannot do with, is left. */
export async function applyOrphanPolicy(connection, policy, references) {
    const loaded = references.filter(({ child }) => child.isLoaded);
    if (policy === 'null')
        return { nulled: await nullOrphans(connection, loaded), skipped: 0 };
    if (policy === 'skip')
        return { nulled: 0, skipped: await skipOrphans(connection, loaded) };
    return { nulled: 0, skipped: 0 };
}
/** Again as long as it helps: what became null may have been referred to itself. */
async function nullOrphans(connection, references) {
    let nulled = 0;
    for (let changed = 1; changed > 0; nulled += changed) {
        changed = 0;
        for (const reference of references)
            changed += await nullReference(connection, reference);
    }
    return nulled;
}
/** All its columns, as in other engines: half a key would still look like one. */
async function nullReference(connection, reference) {
    const { child, key } = reference;
    if (!key.columns.every((name) => mayBecomeNull(child, columnNamed(child, name))))
        return 0;
    const changes = key.columns.map((name) => `${quoteName(name)} = NULL`);
    try {
        return await connection.change(`UPDATE OR ABORT ${placeOf(child)} AS c SET ${changes.join(', ')} WHERE ${isOrphan(reference)}`);
    }
    catch (error) {
        // A check wants the reference: they stay orphans.
        if (isRefusal(error))
            return 0;
        throw error;
    }
}
/**
 * Orphans, and all that refers to them from record to record. Who refers to whom is worked out once: in a chain of
 * records each would else cost a pass through all tables.
 */
async function skipOrphans(connection, references) {
    const tables = [...new Set(references.map(({ child }) => child))];
    await connection.run('CREATE TEMP TABLE gone (t INTEGER, r, PRIMARY KEY (t, r)) WITHOUT ROWID');
    await connection.run('CREATE TEMP TABLE referral (pt INTEGER, pr, ct INTEGER, cr, PRIMARY KEY (pt, pr, ct, cr)) WITHOUT ROWID');
    let roots = 0;
    for (const reference of references) {
        const { child } = reference;
        roots += await connection.change(`INSERT OR IGNORE INTO temp.gone SELECT ${tables.indexOf(child)}, ${locator(child, 'c')} FROM ${placeOf(child)} AS c WHERE ${isOrphan(reference)}`);
    }
    let skipped = 0;
    if (roots > 0) {
        for (const reference of references)
            await insertReferrals(connection, reference, tables);
        await connection.run(`INSERT OR IGNORE INTO temp.gone WITH RECURSIVE lost (t, r) AS (
         SELECT t, r FROM temp.gone UNION SELECT f.ct, f.cr FROM lost CROSS JOIN temp.referral AS f ON f.pt = lost.t AND f.pr = lost.r)
       SELECT t, r FROM lost`);
        for (const [index, table] of tables.entries()) {
            skipped += await connection.change(`DELETE FROM ${placeOf(table)} AS c WHERE ${locator(table, 'c')} IN (SELECT r FROM temp.gone WHERE t = ${index})`);
        }
    }
    await connection.run('DROP TABLE temp.referral');
    await connection.run('DROP TABLE temp.gone');
    return skipped;
}
async function insertReferrals(connection, reference, tables) {
    const { child, parent } = reference;
    // A parent without references of its own loses no record.
    if (parent === undefined || parent.isEmpty || !tables.includes(parent))
        return;
    await connection.run(`INSERT OR IGNORE INTO temp.referral SELECT ${tables.indexOf(parent)}, ${locator(parent, 'p')}, ${tables.indexOf(child)}, ${locator(child, 'c')}
     FROM ${placeOf(child)} AS c CROSS JOIN ${placeOf(parent)} AS p ON ${refersTo(reference)}`);
}
/** SQL that tells a record from all others of its table, or from all that differ: the rowid, or a text of its values. */
function locator({ table, rowid }, alias) {
    if (rowid !== undefined)
        return `${alias}.${rowid}`;
    const names = table.primaryKey.length > 0 ? table.primaryKey : table.columns.map(({ name }) => name);
    const parts = names.map((name) => {
        const cell = `${alias}.${quoteName(name)}`;
        return `typeof(${cell}) || quote(CASE typeof(${cell}) WHEN 'text' THEN CAST(${cell} AS BLOB) ELSE ${cell} END)`;
    });
    return parts.join(` || ',' || `);
}
