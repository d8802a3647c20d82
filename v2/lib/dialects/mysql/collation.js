/** A collation of MySQL or MariaDB, or the one of this server that is nearest; undefined for the table's. */
export function nearestCollation(collation, flavor) {
    const unicode = /^utf8mb4_(?:0900|uca1400(?:_nopad)?)_(.+)$/.exec(collation)?.[1];
    if (flavor.engine === 'mariadb') {
        if (unicode === undefined || collation.includes('uca1400'))
            return collation;
        if (unicode === 'bin')
            return 'utf8mb4_nopad_bin';
        return flavor.hasUca1400 && /^(ai_ci|as_ci|as_cs)$/.test(unicode)
            ? `utf8mb4_uca1400_nopad_${unicode}`
            : 'utf8mb4_unicode_520_nopad_ci';
    }
    if (unicode !== undefined && !collation.includes('uca1400'))
        return collation;
    if (unicode !== undefined)
        return /^(ai_ci|as_ci|as_cs)$/.test(unicode) ? `utf8mb4_0900_${unicode}` : 'utf8mb4_0900_ai_ci';
    if (/^utf8mb4.*nopad_bin$/.test(collation))
        return 'utf8mb4_0900_bin';
    if (/_nopad/.test(collation))
        return collation.replace('_nopad', '');
    return collation;
}
