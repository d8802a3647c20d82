export function flavorOf(versionText) {
    const version = /(\d+)\.(\d+)\.(\d+)/.exec(versionText)?.[0] ?? versionText;
    const isMariadb = /mariadb/i.test(versionText);
    const since = (major, minor) => isMariadb && isAtLeast(version, major, minor);
    return {
        engine: isMariadb ? 'mariadb' : 'mysql',
        version,
        binaryCollation: isMariadb ? 'utf8mb4_nopad_bin' : 'utf8mb4_0900_bin',
        byteOrderedCollations: new Set(['utf8mb4_nopad_bin', 'utf8mb3_nopad_bin', 'utf8mb4_0900_bin']),
        hasBinaryJson: !isMariadb,
        hasNegativeZero: !isMariadb,
        padsChar: isMariadb,
        hidesTriggers: !isMariadb,
        hasLongUniques: isMariadb,
        hasUuid: since(10, 7),
        hasSequences: isMariadb,
        hasInet: since(10, 10),
        hasVector: isMariadb ? since(11, 7) : isAtLeast(version, 9, 0),
        hasUca1400: since(10, 10),
    };
}
export function isAtLeast(version, major, minor) {
    const [first = 0, second = 0] = version.split('.').map(Number);
    return first > major || (first === major && second >= minor);
}
